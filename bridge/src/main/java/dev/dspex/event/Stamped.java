package dev.dspex.event;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * An event with its place in a run.
 *
 * @param run id of the run
 * @param seq 1, 2, … without gaps within the run
 * @param wall epoch milliseconds by the clock of whoever made the event
 * @param mono nanoseconds of the monotonic clock of the same process; only differences mean
 *     something
 * @param worker id of the worker that sent it, null for the run service's own events
 */
public record Stamped(
        String run, long seq, double wall, long mono, @Nullable String worker, RunEvent event) {

    public Stamped {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(event, "event");
        if (seq < 1 || seq > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("seq " + seq + " of run " + run);
        }
    }
}
