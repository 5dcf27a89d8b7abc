package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A setting that a kind of node knows.
 *
 * @param minimum smallest number, null for none
 * @param maximum largest number, null for none
 * @param standard what DSPy takes when nothing is set: a number, a bool or a text; null when that
 *     is up to the LM
 * @param choices what a choice may be; empty for other types
 */
public record ParameterSpec(
        String name,
        Type type,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable Object standard,
        List<String> choices,
        String help) {

    /** What a value may be. */
    public enum Type {
        INT,
        FLOAT,
        BOOL,
        CHOICE,
        TEXT
    }

    public ParameterSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(help, "help");
        choices = List.copyOf(choices);
    }

    /** What a value must be and this one is not; empty when it fits. */
    public Optional<String> problem(Object value) {
        boolean fits =
                switch (type) {
                    case INT -> value instanceof Long number && within(number);
                    case FLOAT -> value instanceof Number number && within(number.doubleValue());
                    case BOOL -> value instanceof Boolean;
                    case CHOICE -> value instanceof String text && choices.contains(text);
                    case TEXT -> value instanceof String;
                };
        return fits ? Optional.empty() : Optional.of(rule());
    }

    private boolean within(double number) {
        return (minimum == null || number >= minimum) && (maximum == null || number <= maximum);
    }

    private String rule() {
        return switch (type) {
            case INT -> say("a whole number%s", range());
            case FLOAT -> say("a number%s", range());
            case BOOL -> say("true or false");
            case CHOICE -> say("one of %s", String.join(", ", choices));
            case TEXT -> say("a text in quotes");
        };
    }

    private String range() {
        if (minimum != null && maximum != null) {
            return say(" from %s to %s", text(minimum), text(maximum));
        }
        return minimum != null
                ? say(" of at least %s", text(minimum))
                : maximum != null ? say(" of at most %s", text(maximum)) : "";
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
