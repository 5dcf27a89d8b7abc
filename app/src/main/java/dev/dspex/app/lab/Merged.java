package dev.dspex.app.lab;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * How several streams became one answer.
 *
 * @param winner id of the lane whose answer is taken, null for none
 */
record Merged(JsonNode outputs, @Nullable String winner, String why, List<Part> lanes) {
    /**
     * What one lane gave.
     *
     * @param score by the judge or the gate, null where it was not scored
     */
    record Part(
            String id,
            JsonNode outputs,
            String state,
            @Nullable Double score,
            long tokens,
            @Nullable Double usd,
            long savedTokens,
            @Nullable Double savedUsd) {}

    static Merged of(JsonNode body) {
        var parts = new ArrayList<Part>();
        for (var lane : body.path("lanes")) {
            var id = lane.path("id").asString("");
            var score = body.path("scores").path(id);
            parts.add(
                    new Part(
                            id,
                            lane.path("outputs"),
                            lane.path("state").asString(""),
                            number(score.isNumber() ? score : lane.path("score")),
                            lane.path("tokens").asLong(0),
                            number(lane.path("usd")),
                            lane.path("saved_tokens").asLong(0),
                            number(lane.path("saved_usd"))));
        }
        var winner = body.path("winner");
        return new Merged(
                body.path("outputs"),
                winner.isString() ? winner.asString() : null,
                body.path("why").asString(""),
                parts);
    }

    long savedTokens() {
        return lanes.stream().mapToLong(Part::savedTokens).sum();
    }

    /** Null where no price is known. */
    @Nullable Double savedUsd() {
        Double sum = null;
        for (var lane : lanes)
            if (lane.savedUsd() != null) sum = (sum == null ? 0 : sum) + lane.savedUsd();
        return sum;
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
