package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import java.math.BigDecimal;
import java.math.MathContext;

/** Values and numbers as messages show them. */
final class Shown {
    private static final int LONGEST = 60;
    private static final MathContext DIGITS = new MathContext(12);

    private Shown() {}

    /** Without needless digits: 0.3 for 0.30000000000000004, 2 for 2.0. */
    static String number(double number) {
        if (!Double.isFinite(number)) {
            return String.valueOf(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(DIGITS).stripTrailingZeros();
        return rounded.scale() <= 0 && Math.abs(number) < 1e15
                ? rounded.toBigInteger().toString()
                : Math.abs(number) >= 1e-6 && Math.abs(number) < 1e15
                        ? rounded.toPlainString()
                        : rounded.toString();
    }

    static String value(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case String text when text.length() > LONGEST ->
                    "\"" + text.substring(0, LONGEST) + "…\"";
            case String text -> "\"" + text + "\"";
            case Demos demos -> demos.size() == 1 ? say("1 demo") : say("%s demos", demos.size());
            default -> value.toString();
        };
    }
}
