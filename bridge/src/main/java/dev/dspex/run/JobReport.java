package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent.Outcome;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * How a job of a run ended.
 *
 * @param result body of its {@code result} event; null when it gave none
 */
record JobReport(
        String job,
        String worker,
        Outcome outcome,
        @Nullable RunError error,
        @Nullable ObjectNode result) {
    /** Its result, or the failure that kept it from giving one. */
    ObjectNode required() throws RunFailure {
        if (outcome == Outcome.CANCELLED) {
            throw RunFailure.stopped();
        }
        if (result != null && outcome == Outcome.DONE) {
            return result;
        }
        throw new RunFailure(
                error != null
                        ? error
                        : RunError.of(
                                "no_result",
                                "The run ended without a result.",
                                "Start it again.",
                                "job " + job + " of worker " + worker + " gave no result"));
    }
}
