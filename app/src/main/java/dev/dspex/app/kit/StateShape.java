package dev.dspex.app.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** The shape of a state on a Canvas: the same paths as {@link StateIcon}. */
public final class StateShape {
    private StateShape() {}

    /**
     * @param x left edge of its grid of 16 units
     * @param scale size of a unit
     * @param front what stands on a filled shape
     * @param solid whether it is filled
     */
    public static void draw(
            GraphicsContext g,
            RunState state,
            double x,
            double y,
            double scale,
            Color colour,
            Color front,
            boolean solid) {
        g.save();
        g.translate(x, y);
        g.scale(scale, scale);
        g.setLineWidth(1.5);
        g.setFill(colour);
        g.setStroke(colour);
        back(g, state, solid);
        if (solid) g.setStroke(front);
        path(g, state.front(), false);
        g.restore();
    }

    /** The ring is faint below a running arc, and in pieces where something is waited for. */
    private static void back(GraphicsContext g, RunState state, boolean solid) {
        if (state == RunState.RUNNING) g.setGlobalAlpha(0.3);
        if (state == RunState.WAITING || state == RunState.STALE) g.setLineDashes(2.75, 2.75);
        path(g, state.back(), solid);
        g.setLineDashes();
        g.setGlobalAlpha(1);
    }

    private static void path(GraphicsContext g, String svg, boolean fill) {
        if (svg.isEmpty()) return;
        g.beginPath();
        g.appendSVGPath(svg);
        if (fill) g.fill();
        else g.stroke();
    }
}
