package dev.dspex.app.feed;

import dev.dspex.app.kit.Figures;

/** Durations of single calls, which may be far below a second. */
public final class Durations {
    private Durations() {}

    /** {@code 4 ms} below a tenth of a second, else as {@link Figures#seconds}. */
    public static String text(double seconds) {
        return seconds < 0.0995 ? Math.round(seconds * 1000) + " ms" : Figures.seconds(seconds);
    }
}
