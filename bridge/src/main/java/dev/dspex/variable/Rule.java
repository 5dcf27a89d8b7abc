package dev.dspex.variable;

import java.util.Objects;

/**
 * A constraint over several variables: an expression that must be true.
 *
 * @param description why it is there; may be empty
 */
public record Rule(String expression, String description) {
    public Rule {
        Objects.requireNonNull(expression, "expression");
        Objects.requireNonNull(description, "description");
    }

    public Rule(String expression) {
        this(expression, "");
    }
}
