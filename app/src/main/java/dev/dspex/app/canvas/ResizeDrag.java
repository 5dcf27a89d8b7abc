package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

/** The lower right corner of a frame follows the pointer. */
final class ResizeDrag implements Drag {
    private static final double LEAST = 64;

    private final GraphPane pane;
    private final CanvasEditor editor;
    private final Mark frame;
    private final Point2D start;
    private final Rectangle2D from;
    private Rectangle2D now;

    /**
     * @param start in canvas units
     */
    ResizeDrag(GraphPane pane, CanvasEditor editor, Mark frame, Rectangle2D from, Point2D start) {
        this.pane = pane;
        this.editor = editor;
        this.frame = frame;
        this.from = from;
        this.start = start;
        now = from;
    }

    @Override
    public void to(double x, double y) {
        var shift = pane.toWorld(x, y).subtract(start);
        now =
                new Rectangle2D(
                        from.getMinX(),
                        from.getMinY(),
                        Math.max(LEAST, from.getWidth() + shift.getX()),
                        Math.max(LEAST, from.getHeight() + shift.getY()));
        pane.model().resizeTo(frame.id(), now);
    }

    @Override
    public void drop() {
        if (!now.equals(from)) editor.resize(frame, now);
    }

    @Override
    public void cancel() {
        pane.model().resizeTo(frame.id(), from);
    }
}
