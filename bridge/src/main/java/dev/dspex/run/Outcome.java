package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run gave, as far as it came. */
public sealed interface Outcome {
    /** Nothing: it failed or was stopped before. */
    record Nothing() implements Outcome {}

    /** What a program answered, by output field. */
    record Outputs(JsonNode outputs) implements Outcome {}

    /**
     * Streams side by side.
     *
     * @param outputs of the winner; empty where there is none
     * @param winner id of its lane; null where none won
     * @param why it won, or why none did
     * @param lanes what each lane gave, used and saved, as the result of the job says it
     */
    record Merged(JsonNode outputs, @Nullable String winner, String why, JsonNode lanes)
            implements Outcome {}

    /**
     * An evaluation.
     *
     * @param score mean over {@code n} rows, 0 to 1, a row with an error counting 0
     * @param skipped further rows, which the metric has no score for
     * @param errors rows with an error
     */
    record Scored(double score, int n, int skipped, int errors, String split, String metric)
            implements Outcome {}

    /**
     * A live session.
     *
     * @param score mean over {@code n} tasks, a task with an error counting 0
     * @param decisions how many were taken
     * @param strategy at the end
     * @param arms by name, in their order
     */
    record Session(
            double score,
            int n,
            int errors,
            String split,
            String metric,
            int decisions,
            String strategy,
            Map<String, OfArm> arms)
            implements Outcome {
        public Session {
            arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
        }
    }

    /** What a module of a session did in all; {@code usd} without calls of unknown price. */
    record OfArm(int n, int errors, double score, double usd, double seconds) {
        OfArm plus(OfArm other) {
            return new OfArm(
                    n + other.n,
                    errors + other.errors,
                    score + other.score,
                    usd + other.usd,
                    seconds + other.seconds);
        }

        /** Mean score. */
        public double mean() {
            return n == 0 ? 0 : score / n;
        }
    }

    /**
     * An optimization.
     *
     * @param before score of the version it started from; null when not scored
     * @param after score of what it found; null when it was stopped before
     * @param state where the learned state is, relative to the project; null when there is none
     * @param values of the variables that it found; null where it searched none
     * @param best score on the rows it searched with, as the optimizer reports it
     */
    record Improved(
            String optimizer,
            @Nullable Scored before,
            @Nullable Scored after,
            @Nullable Double pValue,
            @Nullable Double minimumGain,
            boolean accepted,
            @Nullable String reason,
            @Nullable String state,
            @Nullable ObjectNode values,
            @Nullable Double best,
            boolean stopped)
            implements Outcome {}
}
