package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;

import org.jspecify.annotations.Nullable;

/** One entry of a legend: the name and the real mark. */
public record LegendKey(
        String name, Paints paint, @Nullable SeriesStyle line, @Nullable Marker marker) {

    /** Single values, without a line. */
    public static LegendKey points(String name) {
        return grey(name, Marker.DISC);
    }

    /** Something that can be opened. */
    public static LegendKey opened(String name) {
        return grey(name, Marker.DIAMOND);
    }

    static LegendKey line(String name, SeriesStyle style) {
        return new LegendKey(name, style.paint(), style, style.marker());
    }

    public static LegendKey step(String name) {
        return new LegendKey(name, Paints.SERIES_1, SeriesStyle.FIRST, null);
    }

    /** A line from a second parent in a lineage. */
    public static LegendKey merge(String name) {
        return new LegendKey(name, Paints.SERIES_4, SeriesStyle.FOURTH, null);
    }

    public static LegendKey square(String name, Paints paint) {
        return new LegendKey(name, paint, null, Marker.SQUARE);
    }

    static LegendKey mark(String name, Marker marker) {
        return new LegendKey(name, Paints.SERIES_1, null, marker);
    }

    static LegendKey grey(String name, Marker marker) {
        return new LegendKey(name, Paints.MUTED, null, marker);
    }
}
