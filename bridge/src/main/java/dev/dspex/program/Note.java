package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Text on the canvas that does nothing.
 *
 * @param color null for the theme's own
 * @param size null for the usual one; it is drawn higher where its text needs that
 */
public record Note(String text, @Nullable Tint color, @Nullable Point at, @Nullable Size size) {

    public Note {
        Objects.requireNonNull(text, "text");
    }

    public Note(String text, @Nullable Tint color, @Nullable Point at) {
        this(text, color, at, null);
    }

    public Note(String text, @Nullable Point at) {
        this(text, null, at);
    }

    public Note withText(String newText) {
        return new Note(newText, color, at, size);
    }

    public Note withColor(@Nullable Tint newColor) {
        return new Note(text, newColor, at, size);
    }

    public Note movedTo(Point to) {
        return new Note(text, color, to, size);
    }

    public Note resized(Point to, Size newSize) {
        return new Note(text, color, to, newSize);
    }
}
