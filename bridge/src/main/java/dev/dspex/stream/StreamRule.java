package dev.dspex.stream;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * When a stream is interfered with.
 *
 * @param value limit of the metric; for {@code schema} 1 stands for valid and 0 for not
 * @param words for how many words in a row the metric must be beyond it; 0 for at once
 * @param field output field that is watched; null for every one
 */
public record StreamRule(
        String id,
        String name,
        Metric metric,
        Compare compare,
        double value,
        int words,
        @Nullable String field,
        Action action,
        boolean on) {

    /** What is measured; {@code stream_metrics} of the run events has its meaning. */
    public enum Metric {
        @JsonProperty("repetition")
        REPETITION,
        @JsonProperty("tail_run")
        TAIL_RUN,
        @JsonProperty("schema")
        SCHEMA,
        @JsonProperty("script")
        SCRIPT,
        @JsonProperty("logprob")
        LOGPROB,
        @JsonProperty("first_chunk")
        FIRST_CHUNK,
        @JsonProperty("stall")
        STALL,
        @JsonProperty("rate")
        RATE,
        @JsonProperty("judge")
        JUDGE,
        @JsonProperty("length")
        LENGTH;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Compare {
        @JsonProperty("over")
        OVER,
        @JsonProperty("under")
        UNDER,
        @JsonProperty("is")
        IS;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Action {
        @JsonProperty("cut")
        CUT,
        @JsonProperty("retry_cooler")
        RETRY_COOLER,
        @JsonProperty("switch_module")
        SWITCH_MODULE,
        @JsonProperty("switch_lm")
        SWITCH_LM,
        @JsonProperty("tell")
        TELL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The rules that a new plan starts with. */
    public static List<StreamRule> defaults() {
        return List.of(
                rule("stall", "Stall", Metric.STALL, Compare.OVER, 5, 0, Action.RETRY_COOLER),
                rule(
                        "repetition",
                        "Repetition",
                        Metric.REPETITION,
                        Compare.OVER,
                        0.25,
                        0,
                        Action.SWITCH_MODULE),
                rule("loop", "Loop", Metric.TAIL_RUN, Compare.OVER, 11, 0, Action.SWITCH_MODULE),
                rule(
                        "language",
                        "Wrong language",
                        Metric.SCRIPT,
                        Compare.UNDER,
                        0.8,
                        12,
                        Action.CUT),
                rule("schema", "Schema", Metric.SCHEMA, Compare.IS, 0, 0, Action.CUT),
                rule("length", "Too long", Metric.LENGTH, Compare.OVER, 8000, 0, Action.CUT),
                new StreamRule(
                        "judge",
                        "Judge",
                        Metric.JUDGE,
                        Compare.UNDER,
                        0.3,
                        60,
                        null,
                        Action.RETRY_COOLER,
                        false));
    }

    private static StreamRule rule(
            String id,
            String name,
            Metric metric,
            Compare compare,
            double value,
            int words,
            Action action) {
        return new StreamRule(id, name, metric, compare, value, words, null, action, true);
    }
}
