package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A titled area behind the nodes that does nothing.
 *
 * @param color null for the theme's own
 */
public record Frame(String text, @Nullable Tint color, Point at, Size size) {

    public Frame {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(size, "size");
    }
}
