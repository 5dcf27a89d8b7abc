package dev.dspex.judgement;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Judgements in the order they were made. Inputs and answers are the same when they are after
 * trimming and without regard to case, as for the metric {@code human}. Immutable.
 */
public final class Judgements {
    public static final Judgements NONE = of(List.of());

    private final List<Judgement> all;
    private final Map<String, Double> ratings = new HashMap<>();
    private final Map<String, Choice> choices = new HashMap<>();

    private Judgements(List<Judgement> all) {
        this.all = List.copyOf(all);
        for (Judgement judgement : all) {
            switch (judgement) {
                case Judgement.Rating rating ->
                        ratings.put(key(rating.inputs(), rating.answer()), rating.score());
                case Judgement.Preference said -> {
                    var choice = said.tie() ? Choice.TIE : Choice.FIRST;
                    choices.put(key(said.inputs(), said.answer(), said.over()), choice);
                    choices.put(key(said.inputs(), said.over(), said.answer()), choice.turned());
                }
            }
        }
    }

    public static Judgements of(List<? extends Judgement> oldestFirst) {
        return new Judgements(List.copyOf(oldestFirst));
    }

    public Judgements with(Judgement later) {
        List<Judgement> more = new ArrayList<>(all);
        more.add(later);
        return of(more);
    }

    public List<Judgement> all() {
        return all;
    }

    /** The last rating of an answer to these inputs. */
    public OptionalDouble rating(JsonNode inputs, JsonNode answer) {
        Double found = ratings.get(key(inputs, answer));
        return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
    }

    /** The last choice between two answers to these inputs. */
    public Optional<Choice> choice(JsonNode inputs, JsonNode first, JsonNode second) {
        return Optional.ofNullable(choices.get(key(inputs, first, second)));
    }

    /** Whether these count as one answer. */
    static boolean same(JsonNode answer, JsonNode other) {
        return normal(answer).equals(normal(other));
    }

    private static String key(JsonNode inputs, JsonNode... answers) {
        StringBuilder key = new StringBuilder(normal(inputs));
        for (JsonNode answer : answers) {
            key.append('\n').append(normal(answer));
        }
        return key.toString();
    }

    private static String normal(JsonNode value) {
        if (value.isString()) {
            return quoted(value.asString().strip().toLowerCase(Locale.ROOT));
        }
        if (value.isNumber() && Double.isFinite(value.asDouble())) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        StringBuilder text = new StringBuilder();
        if (value instanceof ObjectNode object) {
            Map<String, String> sorted = new TreeMap<>();
            object.properties()
                    .forEach(
                            field -> {
                                if (!field.getValue().isNull()) {
                                    sorted.put(field.getKey(), normal(field.getValue()));
                                }
                            });
            sorted.forEach((name, member) -> text.append(quoted(name)).append(member));
            return "{" + text + "}";
        }
        if (value.isArray()) {
            value.forEach(item -> text.append(normal(item)).append(','));
            return "[" + text + "]";
        }
        return value.toString();
    }

    /** With its length, so that no text runs into the next. */
    private static String quoted(String text) {
        return text.length() + ":" + text;
    }
}
