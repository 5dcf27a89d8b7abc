package dev.dspex.app.lab;

import dev.dspex.stream.StreamRule;

/** The measures that stand below the text of a lane. */
enum Strip {
    REPETITION(StreamRule.Metric.REPETITION),
    SCHEMA(StreamRule.Metric.SCHEMA),
    RATE(StreamRule.Metric.RATE),
    JUDGE(StreamRule.Metric.JUDGE);

    private final StreamRule.Metric metric;

    Strip(StreamRule.Metric metric) {
        this.metric = metric;
    }

    /** Where a measure that has no strip of its own is marked. */
    static Strip of(String metric) {
        return switch (metric) {
            case "schema" -> SCHEMA;
            case "stall", "rate", "first_chunk" -> RATE;
            case "judge" -> JUDGE;
            default -> REPETITION;
        };
    }

    /** What rules call it. */
    StreamRule.Metric metric() {
        return metric;
    }
}
