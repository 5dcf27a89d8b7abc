package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.scene.canvas.GraphicsContext;

/** A canvas with a tooltip. FX thread only. */
abstract class TipCanvas extends ThemedCanvas {
    private final ChartTip tip = new ChartTip();

    /** Draws the tooltip beside a point of the canvas, inside it. */
    final void tip(GraphicsContext g, Spot spot, double x, double y, double width, double height) {
        tip.draw(
                g,
                spot,
                x,
                y,
                width,
                height,
                new ChartTip.Type(interSemi(12), inter(12), mono(12)),
                new ChartTip.Ink(
                        color(Paints.OVERLAY),
                        color(Paints.BORDER),
                        color(Paints.STRONG),
                        color(Paints.MUTED),
                        color(Paints.FG),
                        color(Paints.SUBTLE, 0.06)));
    }
}
