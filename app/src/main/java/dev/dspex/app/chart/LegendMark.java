package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;

/** The mark of a legend entry, drawn as the chart draws it. */
final class LegendMark extends ThemedCanvas {
    private final LegendKey key;

    LegendMark(LegendKey key) {
        this.key = key;
        double width = key.line() != null ? 20 : 12;
        setMinSize(width, 12);
        setPrefSize(width, 12);
        setMaxSize(width, 12);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        var ink = color(key.paint());
        var line = key.line();
        var marker = key.marker();
        g.setLineCap(StrokeLineCap.BUTT);
        if (line != null) {
            line.stroke(g, ink, 2);
            g.strokeLine(0, height / 2, width, height / 2);
            g.setLineDashes();
        }
        if (marker == null) return;
        g.setLineWidth(marker == Marker.PLUS ? 1.3 : 2);
        g.setStroke(ink);
        marker.draw(g, width / 2, height / 2, line != null ? 3.5 : 4, ink, color(Paints.GROUND));
    }
}
