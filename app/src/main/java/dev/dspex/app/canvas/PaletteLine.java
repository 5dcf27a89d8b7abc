package dev.dspex.app.canvas;

import org.jspecify.annotations.Nullable;

/**
 * A line of the palette.
 *
 * @param addition null for the title of a group
 */
record PaletteLine(String title, @Nullable Addition addition) {
    static PaletteLine of(Addition addition) {
        return new PaletteLine(addition.title(), addition);
    }
}
