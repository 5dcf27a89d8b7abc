package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

import java.util.function.Supplier;

/**
 * The whole program and what of it is seen. A press or drag brings that place into view. Boxes are
 * drawn when they change; the frame around what is seen moves alone.
 */
final class Minimap extends ThemedCanvas {
    static final double WIDTH = 168;
    static final double HEIGHT = 104;
    private static final double INSET = 8;

    private final CanvasModel model;
    private final Supplier<Rectangle2D> visible;
    private final Rectangle seen = new Rectangle();

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
        seen.getStyleClass().add("minimap-seen");
        seen.setManaged(false);
        seen.setMouseTransparent(true);
        getChildren().add(seen);
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
        g.setGlobalAlpha(0.7);
        for (var box : model.boxes()) {
            var at = model.bounds(box);
            g.setFill(color(paint(box)));
            g.fillRoundRect(
                    left + (at.getMinX() - extent.getMinX()) * scale,
                    top + (at.getMinY() - extent.getMinY()) * scale,
                    Math.max(1.5, at.getWidth() * scale),
                    Math.max(1.5, at.getHeight() * scale),
                    4,
                    4);
        }
        follow();
    }

    /** After the view moved. */
    void follow() {
        var extent = model.extent();
        var scale = scale(extent);
        double left = left(extent, scale), top = top(extent, scale);
        var area = visible.get();
        double x1 = clamp(left + (area.getMinX() - extent.getMinX()) * scale, WIDTH);
        double x2 = clamp(left + (area.getMaxX() - extent.getMinX()) * scale, WIDTH);
        double y1 = clamp(top + (area.getMinY() - extent.getMinY()) * scale, HEIGHT);
        double y2 = clamp(top + (area.getMaxY() - extent.getMinY()) * scale, HEIGHT);
        seen.setX(crisp(x1));
        seen.setY(crisp(y1));
        seen.setWidth(Math.max(1, Math.rint(x2 - x1) - 1));
        seen.setHeight(Math.max(1, Math.rint(y2 - y1) - 1));
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
