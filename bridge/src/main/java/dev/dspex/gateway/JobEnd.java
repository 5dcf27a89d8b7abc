package dev.dspex.gateway;

import tools.jackson.databind.node.ObjectNode;

/** How a job left its worker. */
public sealed interface JobEnd {
    /** The worker's own last event, {@code job_ended}; it was also delivered. */
    record Ended(ObjectNode event) implements JobEnd {}

    /** The worker did not take the job. */
    record Refused(ObjectNode error) implements JobEnd {}

    /** The worker was lost; events that it had not handed over are gone. */
    record Lost(String why) implements JobEnd {}

    /** It did not react to being stopped, and its worker was killed. */
    record Killed() implements JobEnd {}
}
