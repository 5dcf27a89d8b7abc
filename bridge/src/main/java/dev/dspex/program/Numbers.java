package dev.dspex.program;

import org.jspecify.annotations.Nullable;

/** Numbers that JSON can hold. */
final class Numbers {

    private Numbers() {}

    static @Nullable Double finite(@Nullable Double value) {
        return value == null ? null : (Double) finite(value.doubleValue());
    }

    /** The number, with -0.0 as 0.0, which looks the same in a file. */
    static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " is no number for a file");
        }
        return value + 0.0;
    }
}
