package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Text on the canvas that does nothing.
 *
 * @param color null for the theme's own
 */
public record Note(String text, @Nullable Tint color, @Nullable Point at) {

    public Note {
        Objects.requireNonNull(text, "text");
    }

    public Note(String text, @Nullable Point at) {
        this(text, null, at);
    }
}
