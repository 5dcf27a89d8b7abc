package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

import java.util.function.Supplier;

/** The whole program and what of it is seen. A press or drag brings that place into view. */
final class Minimap extends ThemedCanvas {
    static final double WIDTH = 168;
    static final double HEIGHT = 104;
    private static final double INSET = 8;

    private final CanvasModel model;
    private final Supplier<Rectangle2D> visible;

    Minimap(
            CanvasModel model,
            Supplier<Rectangle2D> visible,
            java.util.function.Consumer<Point2D> go) {
        this.model = model;
        this.visible = visible;
        getStyleClass().add("minimap");
        setMinSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        setAccessibleText(text("canvas.minimap", model.boxes().size()));
        setOnMousePressed(e -> go.accept(world(e)));
        setOnMouseDragged(e -> go.accept(world(e)));
    }

    private Point2D world(MouseEvent e) {
        e.consume();
        var extent = model.extent();
        var scale = scale(extent);
        return new Point2D(
                (e.getX() - left(extent, scale)) / scale + extent.getMinX(),
                (e.getY() - top(extent, scale)) / scale + extent.getMinY());
    }

    private static double scale(Rectangle2D extent) {
        return Math.min(
                (WIDTH - 2 * INSET) / extent.getWidth(), (HEIGHT - 2 * INSET) / extent.getHeight());
    }

    private static double left(Rectangle2D extent, double scale) {
        return (WIDTH - extent.getWidth() * scale) / 2;
    }

    private static double top(Rectangle2D extent, double scale) {
        return (HEIGHT - extent.getHeight() * scale) / 2;
    }

    @Override
    protected void draw(GraphicsContext g, double w, double h) {
        var extent = model.extent();
        var scale = scale(extent);
        double left = left(extent, scale), top = top(extent, scale);
        for (var box : model.boxes()) {
            var at = model.bounds(box);
            g.setFill(color(paint(box), 0.7));
            g.fillRoundRect(
                    left + (at.getMinX() - extent.getMinX()) * scale,
                    top + (at.getMinY() - extent.getMinY()) * scale,
                    Math.max(1.5, at.getWidth() * scale),
                    Math.max(1.5, at.getHeight() * scale),
                    4,
                    4);
        }
        var seen = visible.get();
        double x1 = clamp(left + (seen.getMinX() - extent.getMinX()) * scale, w);
        double x2 = clamp(left + (seen.getMaxX() - extent.getMinX()) * scale, w);
        double y1 = clamp(top + (seen.getMinY() - extent.getMinY()) * scale, h);
        double y2 = clamp(top + (seen.getMaxY() - extent.getMinY()) * scale, h);
        g.setStroke(color(Paints.ACCENT));
        g.setLineWidth(1);
        g.strokeRoundRect(
                crisp(x1), crisp(y1), Math.rint(x2 - x1) - 1, Math.rint(y2 - y1) - 1, 6, 6);
    }

    private Paints paint(Box box) {
        var state = model.status(box.id()).state();
        if (state == RunState.IDLE || state == RunState.OK)
            return box.lm() ? Paints.ACCENT : Paints.SUBTLE;
        return state == RunState.SKIPPED ? Paints.NEUTRAL_MUTED : Paints.of(state);
    }

    private static double clamp(double v, double size) {
        return Math.clamp(v, 3, size - 3);
    }
}
