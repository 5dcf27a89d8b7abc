package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings of a node by name; what is absent is left to DSPy or the LM. Which names and values a
 * kind knows says {@link Kind#parameters()}, and {@link Validation} checks it.
 *
 * @param values whole numbers as Long, other numbers as Double, Boolean or String; sorted by name
 */
public record Parameters(Map<String, Object> values) {

    public static final Parameters NONE = new Parameters(Map.of());

    public Parameters {
        Map<String, Object> sorted = new TreeMap<>();
        values.forEach((name, value) -> sorted.put(name, canonical(value)));
        values = Collections.unmodifiableMap(sorted);
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /** With a value set, or removed where it is null. */
    public Parameters with(String name, @Nullable Object value) {
        Map<String, Object> changed = new TreeMap<>(values);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Parameters(changed);
    }

    public @Nullable Double temperature() {
        return number("temperature");
    }

    public @Nullable Double topP() {
        return number("top_p");
    }

    public @Nullable Integer maxTokens() {
        return whole("max_tokens");
    }

    public @Nullable Integer maxIters() {
        return whole("max_iters");
    }

    /** The value when it is a number, else null. */
    public @Nullable Double number(String name) {
        return values.get(name) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    /** The value when it is a whole number, else null. */
    public @Nullable Integer whole(String name) {
        return values.get(name) instanceof Long number ? (Integer) number.intValue() : null;
    }

    /** The value of a JSON scalar, null for anything else. */
    static @Nullable Object scalar(JsonNode json) {
        if (json.isNumber()) {
            return Double.isFinite(json.asDouble(Double.NaN)) ? canonical(json.asDouble()) : null;
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        return json.isString() ? json.asString() : null;
    }

    /** One value a number, so that 1 and 1.0 are equal and look the same in a file. */
    private static Object canonical(Object value) {
        return switch (value) {
            case Number given -> {
                double number = Numbers.finite(given.doubleValue());
                yield number == Math.rint(number) && Math.abs(number) < 1e15
                        ? (Object) (long) number
                        : (Object) number;
            }
            case Boolean given -> given;
            case String given -> given;
            default -> throw new IllegalArgumentException(value + " is no value of a setting");
        };
    }
}
