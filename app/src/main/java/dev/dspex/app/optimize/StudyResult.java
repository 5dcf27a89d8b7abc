package dev.dspex.app.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a study ended, from the summary of its run.
 *
 * @param n rows that both versions were compared on
 * @param values of variables, by name; null where none were searched
 * @param state where the learned state is, relative to the project; empty when there is none
 */
record StudyResult(
        @Nullable Double before,
        @Nullable Double after,
        int n,
        @Nullable Double pValue,
        @Nullable Double minimumGain,
        boolean accepted,
        String reason,
        String state,
        @Nullable ObjectNode values,
        boolean stopped) {

    static @Nullable StudyResult of(JsonNode summary) {
        if (!summary.has("before") && !summary.has("after")) return null;
        return new StudyResult(
                number(summary.path("before").path("score")),
                number(summary.path("after").path("score")),
                summary.path("after").path("n").asInt(summary.path("before").path("n").asInt(0)),
                number(summary.path("p_value")),
                number(summary.path("minimum_gain")),
                summary.path("accepted").asBoolean(false),
                summary.path("reason").asString(""),
                summary.path("state").asString(""),
                summary.path("values") instanceof ObjectNode values ? values : null,
                summary.path("stopped").asBoolean(false));
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }

    @Nullable Double gain() {
        return before == null || after == null ? null : Double.valueOf(after - before);
    }
}
