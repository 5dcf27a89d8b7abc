package dev.dspex.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Colour of a note or a frame, by name: light and dark themes have their own shade of each. */
public enum Tint {
    YELLOW,
    ORANGE,
    RED,
    PURPLE,
    BLUE,
    TEAL,
    GREEN,
    GREY;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Tint> of(String text) {
        return Arrays.stream(values()).filter(tint -> tint.text().equals(text)).findFirst();
    }
}
