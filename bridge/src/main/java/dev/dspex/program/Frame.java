package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A titled area behind the nodes that does nothing.
 *
 * @param color null for the theme's own
 */
public record Frame(String text, @Nullable Tint color, Point at, Size size) {

    /** In canvas units, more than 0. */
    public record Size(double width, double height) {

        public Size {
            width = Numbers.finite(width);
            height = Numbers.finite(height);
            if (width <= 0 || height <= 0) {
                throw new IllegalArgumentException("a frame has a width and a height above 0");
            }
        }
    }

    public Frame {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(size, "size");
    }
}
