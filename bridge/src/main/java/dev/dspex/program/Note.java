package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Text on the canvas that does nothing. */
public record Note(String text, @Nullable Point at) {

    public Note {
        Objects.requireNonNull(text, "text");
    }
}
