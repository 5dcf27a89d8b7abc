package dev.dspex.judgement;

import dev.dspex.judgement.Judgement.Origin;
import dev.dspex.judgement.Judgement.Preference;
import dev.dspex.judgement.Judgement.Rating;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;

/** A judgement as a line of JSON. */
final class JudgementFormat {
    private static final JsonMapper JSON = new JsonMapper();

    private JudgementFormat() {}

    /** A line that is no judgement; the message says why, for the person. */
    static final class NoJudgement extends Exception {
        private static final long serialVersionUID = 1;

        /** What has to be right. */
        final String field;

        NoJudgement(String field, String message) {
            super(message);
            this.field = field;
        }
    }

    static String write(Judgement judgement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", judgement instanceof Rating ? "rating" : "preference");
        json.set("inputs", judgement.inputs());
        json.set("answer", judgement.answer());
        switch (judgement) {
            case Rating rating -> json.put("score", rating.score());
            case Preference preference -> {
                json.set("over", preference.over());
                if (preference.tie()) {
                    json.put("tie", true);
                }
            }
        }
        Origin origin = judgement.origin();
        json.put("by", origin.by()).put("at", origin.at().toString());
        json.put("run", origin.run()).put("row", origin.row());
        return JSON.writeValueAsString(json);
    }

    static Judgement read(String line) throws NoJudgement {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new NoJudgement("", "it is no JSON");
        }
        ObjectNode inputs = object(json, "inputs");
        ObjectNode answer = object(json, "answer");
        return switch (json.path("kind").asString("")) {
            case "rating" -> new Rating(inputs, answer, score(json), origin(json));
            case "preference" ->
                    new Preference(
                            inputs,
                            answer,
                            object(json, "over"),
                            json.path("tie").asBoolean(false),
                            origin(json));
            default -> throw new NoJudgement("kind", "kind is neither rating nor preference");
        };
    }

    private static ObjectNode object(JsonNode json, String field) throws NoJudgement {
        if (json.path(field) instanceof ObjectNode object) {
            return object;
        }
        throw new NoJudgement(field, field + " is no object of fields");
    }

    private static double score(JsonNode json) throws NoJudgement {
        JsonNode score = json.path("score");
        if (score.isNumber() && score.asDouble() >= 0 && score.asDouble() <= 1) {
            return score.asDouble();
        }
        throw new NoJudgement("score", "score is no number from 0 to 1");
    }

    private static Origin origin(JsonNode json) throws NoJudgement {
        try {
            return new Origin(
                    json.path("by").asString(""),
                    Instant.parse(json.path("at").asString("")),
                    text(json, "run"),
                    text(json, "row"));
        } catch (DateTimeException e) {
            throw new NoJudgement("at", "at is no time such as 2026-05-01T09:30:00Z");
        }
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).isString() ? json.path(field).asString() : null;
    }
}
