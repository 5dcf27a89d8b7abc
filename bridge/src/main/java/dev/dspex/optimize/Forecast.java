package dev.dspex.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * What an optimization will cost, the comparison before and after included, and which optimizer is
 * advised. Known before the start, from the job kind {@code forecast}.
 *
 * @param optimizer whose cost it is
 * @param usd null where a price is not known
 * @param seconds until the end
 * @param capped whether a cap cuts it off
 * @param unknownPrices aliases without a price
 * @param objection why another optimizer fits better, as a sentence; empty where none does
 */
public record Forecast(
        Advice advice,
        String optimizer,
        Span calls,
        Span promptTokens,
        Span completionTokens,
        @Nullable Span usd,
        Span seconds,
        boolean capped,
        List<String> unknownPrices,
        Source source,
        String objection) {
    /**
     * The optimizer that fits, with the settings that make it fit.
     *
     * @param reason why, as a sentence
     * @param variables whether it is to change the program's variables beside its texts
     */
    public record Advice(String optimizer, String reason, ObjectNode settings, boolean variables) {}

    /** A quantity from the least to the most that is plausible. */
    public record Span(double low, double likely, double high) {}

    /** What it follows from. */
    public enum Source {
        /** Earlier runs of the program. */
        RUNS,
        /** A few rows with the Practice LM in place of every LM. */
        REHEARSAL,
        /** The kinds of the program's nodes only. */
        SHAPE
    }

    public Forecast {
        unknownPrices = List.copyOf(unknownPrices);
    }

    /** From the result of the job. */
    public static Forecast of(ObjectNode result) {
        JsonNode advice = result.path("advice");
        JsonNode forecast = result.path("forecast");
        List<String> unknown = new ArrayList<>();
        forecast.path("unknown_prices").forEach(alias -> unknown.add(alias.asString("")));
        return new Forecast(
                new Advice(
                        advice.path("optimizer").asString(""),
                        advice.path("reason").asString(""),
                        (ObjectNode) advice.path("settings"),
                        advice.path("variables").asBoolean(false)),
                result.path("optimizer").asString(""),
                span(forecast.path("calls")),
                span(forecast.path("prompt_tokens")),
                span(forecast.path("completion_tokens")),
                forecast.path("usd").isObject() ? span(forecast.path("usd")) : null,
                span(forecast.path("seconds")),
                forecast.path("capped").asBoolean(false),
                unknown,
                switch (forecast.path("source").asString("")) {
                    case "runs" -> Source.RUNS;
                    case "rehearsal" -> Source.REHEARSAL;
                    default -> Source.SHAPE;
                },
                result.path("objection").asString(""));
    }

    /** Whether the optimizer is the advised one. */
    public boolean isAdvised() {
        return optimizer.equals(advice.optimizer());
    }

    private static Span span(JsonNode json) {
        return new Span(
                json.path("low").asDouble(0),
                json.path("likely").asDouble(0),
                json.path("high").asDouble(0));
    }
}
