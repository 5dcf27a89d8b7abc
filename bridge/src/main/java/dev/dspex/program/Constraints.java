package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

/**
 * Limits on the values of a field, checked by the workbench on inputs and outputs. Null is no
 * limit.
 */
public record Constraints(
        @Nullable Double ge,
        @Nullable Double gt,
        @Nullable Double le,
        @Nullable Double lt,
        @Nullable Double multipleOf,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable String pattern) {

    public static final Constraints NONE =
            new Constraints(null, null, null, null, null, null, null, null);

    public Constraints {
        ge = Numbers.finite(ge);
        gt = Numbers.finite(gt);
        le = Numbers.finite(le);
        lt = Numbers.finite(lt);
        multipleOf = Numbers.finite(multipleOf);
        if (multipleOf != null && multipleOf <= 0) {
            throw new IllegalArgumentException(say("multiple_of must be more than 0"));
        }
        if ((minLength != null && minLength < 0) || (maxLength != null && maxLength < 0)) {
            throw new IllegalArgumentException(say("a length is 0 or more"));
        }
    }

    public boolean limitsNumbers() {
        return ge != null || gt != null || le != null || lt != null || multipleOf != null;
    }

    public boolean limitsLength() {
        return minLength != null || maxLength != null;
    }
}
