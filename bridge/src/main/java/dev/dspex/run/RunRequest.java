package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** What can be run. */
public sealed interface RunRequest {
    Setup setup();

    /** run, evaluate or optimize. */
    String kind();

    /**
     * The program once. With {@code stream} the answer's fields arrive as token events meanwhile.
     */
    record Once(Setup setup, ObjectNode inputs, boolean stream) implements RunRequest {
        @Override
        public String kind() {
            return "run";
        }
    }

    /**
     * The program on rows, scored.
     *
     * @param workers processes at most, at least 1
     * @param threads rows at a time in each, at least 1
     */
    record Evaluation(
            Setup setup,
            Rows rows,
            String metric,
            @Nullable Integer limit,
            int workers,
            int threads)
            implements RunRequest {
        public Evaluation {
            if (workers < 1 || threads < 1) {
                throw new IllegalArgumentException(workers + " workers, " + threads + " threads");
            }
        }

        @Override
        public String kind() {
            return "evaluate";
        }
    }

    /**
     * Searches a better version of the program, and compares it with the present one.
     *
     * @param settings of the optimizer, by the names that {@code describe} gives
     * @param lmRoles aliases by role: {@code teacher}, {@code prompt_lm}; each is among the
     *     set-up's
     * @param test rows for the comparison that the search never sees; null to compare on the
     *     validation rows
     */
    record Optimization(
            Setup setup,
            String optimizer,
            ObjectNode settings,
            Map<String, String> lmRoles,
            String metric,
            Rows train,
            Rows validation,
            @Nullable Rows test,
            int workers,
            int threads)
            implements RunRequest {
        public Optimization {
            lmRoles = Map.copyOf(lmRoles);
            if (workers < 1 || threads < 1) {
                throw new IllegalArgumentException(workers + " workers, " + threads + " threads");
            }
        }

        @Override
        public String kind() {
            return "optimize";
        }

        /** The rows that both versions are compared on. */
        Rows holdout() {
            return test == null ? validation : test;
        }
    }
}
