package dev.dspex.app.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * An optimizer as the worker describes it.
 *
 * @param needsFeedback whether it works only with a metric that says why
 * @param needsValidation whether it scores candidates on validation rows
 * @param needsVariables whether it searches over variables, so some must be bound
 * @param roles roles that an LM of its own can be given: {@code teacher}, {@code prompt_lm}
 */
public record Optimizer(
        String name,
        String summary,
        String bestFor,
        boolean needsFeedback,
        boolean needsValidation,
        boolean needsVariables,
        List<String> roles,
        List<Parameter> parameters) {
    public enum Type {
        INT,
        FLOAT,
        BOOL,
        CHOICE,
        TEXT
    }

    /**
     * One setting.
     *
     * @param initial default value as text, empty for none
     * @param minimum smallest value, null for no bound
     */
    public record Parameter(
            String name,
            Type type,
            String initial,
            List<String> choices,
            @Nullable Double minimum,
            @Nullable Double maximum,
            String help,
            boolean required) {}

    public Optimizer {
        roles = List.copyOf(roles);
        parameters = List.copyOf(parameters);
    }

    /** All of a {@code describe} result; an entry without a name is left out. */
    public static List<Optimizer> of(JsonNode describe) {
        var all = new ArrayList<Optimizer>();
        for (var entry : describe.path("optimizers")) {
            var name = entry.path("name").asString("");
            if (name.isEmpty()) continue;
            var parameters = new ArrayList<Parameter>();
            for (var parameter : entry.path("parameters")) parameters.add(parameter(parameter));
            var needs = entry.path("needs");
            var roles = new ArrayList<String>();
            for (var role : entry.path("lms")) roles.add(role.asString(""));
            all.add(
                    new Optimizer(
                            name,
                            entry.path("summary").asString(""),
                            entry.path("best_for").asString(""),
                            needs.path("feedback").asBoolean(false),
                            needs.path("validation").asBoolean(false),
                            needs.path("variables").asBoolean(false),
                            roles,
                            parameters));
        }
        return all;
    }

    private static Parameter parameter(JsonNode json) {
        var choices = new ArrayList<String>();
        for (var choice : json.path("choices"))
            choices.add(choice.isString() ? choice.asString() : choice.toString());
        var initial = json.path("default");
        return new Parameter(
                json.path("name").asString(""),
                type(json.path("type").asString("text")),
                initial.isNull() || initial.isMissingNode()
                        ? ""
                        : initial.isString() ? initial.asString() : initial.toString(),
                choices,
                bound(json.path("minimum")),
                bound(json.path("maximum")),
                json.path("help").asString(""),
                json.path("required").asBoolean(false));
    }

    private static Type type(String word) {
        return switch (word) {
            case "int" -> Type.INT;
            case "float" -> Type.FLOAT;
            case "bool" -> Type.BOOL;
            case "choice" -> Type.CHOICE;
            default -> Type.TEXT;
        };
    }

    private static @Nullable Double bound(JsonNode value) {
        return value.isNumber() ? value.asDouble() : null;
    }
}
