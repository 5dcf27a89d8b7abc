package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Colour, dash and marker of the first to the sixth line of a chart: never told apart by colour
 * alone.
 */
public enum SeriesStyle {
    FIRST(Paints.SERIES_1, Marker.DISC),
    SECOND(Paints.SERIES_2, Marker.SQUARE, 6, 3),
    THIRD(Paints.SERIES_3, Marker.DIAMOND, 2, 3),
    FOURTH(Paints.SERIES_4, Marker.TRIANGLE, 8, 3, 2, 3),
    FIFTH(Paints.SERIES_5, Marker.CROSS, 12, 3),
    SIXTH(Paints.SERIES_6, Marker.RING, 4, 2);

    private final Paints paint;
    private final Marker marker;
    private final double[] dash;

    SeriesStyle(Paints paint, Marker marker, double... dash) {
        this.paint = paint;
        this.marker = marker;
        this.dash = dash;
    }

    public static final int COUNT = values().length;

    /** Style of the n-th line, from 0; after the sixth it starts again, so draw at most six. */
    public static SeriesStyle of(int index) {
        return values()[Math.floorMod(index, COUNT)];
    }

    Paints paint() {
        return paint;
    }

    Marker marker() {
        return marker;
    }

    void stroke(GraphicsContext g, Color color, double width) {
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineDashes(dash);
    }
}
