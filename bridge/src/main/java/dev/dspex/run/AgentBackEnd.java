package dev.dspex.run;

import dev.dspex.event.Stamped;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.function.Consumer;

/** Where the jobs of agents run: the processes of this machine, or something further away. */
interface AgentBackEnd {
    /**
     * Runs a job to its end, and records its events.
     *
     * @param patience with the job once it runs; after it the job is stopped, and is cancelled
     * @param heard sees what is recorded
     */
    JobReport run(ObjectNode job, Duration patience, Consumer<Stamped> heard) throws RunFailure;
}
