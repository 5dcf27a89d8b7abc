package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

/** Whether the constraints of a field make sense for its type. */
final class ConstraintRules {

    private ConstraintRules() {}

    /** What is wrong, as the end of a sentence, or null. */
    static @Nullable String problem(Field field) {
        Constraints limits = field.constraints();
        FieldType type =
                field.type() instanceof FieldType.OptionalOf(FieldType item) ? item : field.type();
        if (limits.equals(Constraints.NONE)) {
            return null;
        }
        boolean number = type == FieldType.Basic.INT || type == FieldType.Basic.FLOAT;
        boolean text = type == FieldType.Basic.STR;
        boolean many = type instanceof FieldType.ListOf || type instanceof FieldType.DictOf;
        if (limits.limitsNumbers() && !number) {
            return say(
                    "ge, gt, le, lt and multiple_of are for int and float, not %s",
                    field.type().text());
        }
        if (limits.limitsLength() && !text && !many) {
            return say(
                    "min_length and max_length are for str, list and dict, not %s",
                    field.type().text());
        }
        if (limits.pattern() != null && !text) {
            return say("pattern is for str, not %s", field.type().text());
        }
        return emptyRange(limits) ? say("no value fits between the limits") : null;
    }

    private static boolean emptyRange(Constraints limits) {
        Double least = larger(limits.ge(), limits.gt());
        Double most = smaller(limits.le(), limits.lt());
        if (least != null && most != null) {
            boolean open = least.equals(limits.gt()) || most.equals(limits.lt());
            if (least > most || (open && least.equals(most))) {
                return true;
            }
        }
        Integer minLength = limits.minLength();
        Integer maxLength = limits.maxLength();
        return minLength != null && maxLength != null && minLength > maxLength;
    }

    private static @Nullable Double larger(@Nullable Double a, @Nullable Double b) {
        return a == null ? b : b == null ? a : (Double) Math.max(a, b);
    }

    private static @Nullable Double smaller(@Nullable Double a, @Nullable Double b) {
        return a == null ? b : b == null ? a : (Double) Math.min(a, b);
    }
}
