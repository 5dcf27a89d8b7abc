package dev.dspex.orchestration;

import dev.dspex.orchestration.Adaptation.Action;
import dev.dspex.orchestration.Adaptation.Sight;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of a session as a person edits them: a JSON list. */
public final class AdaptationJson {
    private static final Set<String> ACTIONS =
            Set.of(
                    "interval",
                    "parallel",
                    "temperature",
                    "freeze",
                    "next_module",
                    "use",
                    "reoptimize");

    private AdaptationJson() {}

    /** Rules that cannot be read; the message says which one and why. */
    public static final class BadRules extends Exception {
        BadRules(String message) {
            super(message);
        }
    }

    public static ArrayNode write(List<Adaptation> rules) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (Adaptation rule : rules) {
            ObjectNode json = list.addObject().put("when", key(rule.when()));
            ArrayNode then = json.putArray("then");
            rule.then().forEach(action -> then.add(write(action)));
            json.put("on", rule.on());
        }
        return list;
    }

    private static ObjectNode write(Action action) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (action) {
            case Action.Interval(double factor) -> json.put("interval", factor);
            case Action.Parallel(int by) -> json.put("parallel", by);
            case Action.Temperature(double factor) -> json.put("temperature", factor);
            case Action.Freeze(boolean frozen) -> json.put("freeze", frozen);
            case Action.NextModule() -> json.put("next_module", true);
            case Action.Use(Strategy strategy) -> json.put("use", strategy.key());
            case Action.Reoptimize() -> json.put("reoptimize", true);
        };
    }

    /**
     * Reads what {@link #write} wrote and people changed.
     *
     * @throws BadRules with the rule, the key, and what may stand there
     */
    public static List<Adaptation> read(JsonNode list) throws BadRules {
        if (!list.isArray()) throw new BadRules("The rules are a list.");
        var rules = new ArrayList<Adaptation>();
        for (JsonNode json : list) rules.add(rule(json, "Rule " + (rules.size() + 1)));
        return List.copyOf(rules);
    }

    private static Adaptation rule(JsonNode json, String place) throws BadRules {
        for (String key : json.propertyNames()) {
            if (!Set.of("when", "then", "on").contains(key)) {
                throw new BadRules(place + " has an unknown key \"" + key + "\".");
            }
        }
        String when = json.path("when").asString("");
        Sight sight =
                Arrays.stream(Sight.values())
                        .filter(one -> key(one).equals(when))
                        .findFirst()
                        .orElse(null);
        if (sight == null) {
            throw new BadRules(
                    place
                            + ": \"when\" is one of "
                            + Arrays.stream(Sight.values())
                                    .map(AdaptationJson::key)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (!json.path("then").isArray()) throw new BadRules(place + ": \"then\" is a list.");
        if (json.has("on") && !json.path("on").isBoolean()) {
            throw new BadRules(place + ": \"on\" is true or false.");
        }
        var then = new ArrayList<Action>();
        for (JsonNode action : json.path("then")) {
            then.add(action(action, place + ", action " + (then.size() + 1)));
        }
        return new Adaptation(sight, then, json.path("on").asBoolean(true));
    }

    private static Action action(JsonNode json, String place) throws BadRules {
        String name =
                json.size() == 1 && json.isObject() ? json.propertyNames().iterator().next() : "";
        JsonNode value = json.path(name);
        return switch (name) {
            case "interval" -> new Action.Interval(factor(value, place));
            case "parallel" -> {
                if (!value.isInt()) throw new BadRules(place + ": a whole number, such as -1.");
                yield new Action.Parallel(value.asInt());
            }
            case "temperature" -> new Action.Temperature(factor(value, place));
            case "freeze" -> {
                if (!value.isBoolean()) throw new BadRules(place + ": true or false.");
                yield new Action.Freeze(value.asBoolean());
            }
            case "next_module" -> new Action.NextModule();
            case "use" -> new Action.Use(strategy(value, place));
            case "reoptimize" -> new Action.Reoptimize();
            default ->
                    throw new BadRules(
                            place
                                    + " has one key of: "
                                    + ACTIONS.stream().sorted().collect(Collectors.joining(", "))
                                    + ".");
        };
    }

    private static double factor(JsonNode value, String place) throws BadRules {
        if (!value.isNumber() || !(value.asDouble() > 0) || value.asDouble() > 100) {
            throw new BadRules(place + ": a factor above 0 and at most 100.");
        }
        return value.asDouble();
    }

    private static Strategy strategy(JsonNode value, String place) throws BadRules {
        try {
            return Strategy.of(value.asString(""));
        } catch (IllegalArgumentException e) {
            throw new BadRules(
                    place
                            + ": one of "
                            + Arrays.stream(Strategy.values())
                                    .map(Strategy::key)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
    }

    private static String key(Sight sight) {
        return sight.name().toLowerCase(Locale.ROOT);
    }
}
