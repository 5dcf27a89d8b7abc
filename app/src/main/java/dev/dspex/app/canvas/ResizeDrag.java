package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

/** The lower right corner of a note or frame follows the pointer. */
final class ResizeDrag implements Drag {
    private final GraphPane pane;
    private final CanvasEditor editor;
    private final Mark mark;
    private final Point2D start;
    private final Rectangle2D from;
    private Rectangle2D now;

    /**
     * @param start in canvas units
     */
    ResizeDrag(GraphPane pane, CanvasEditor editor, Mark mark, Rectangle2D from, Point2D start) {
        this.pane = pane;
        this.editor = editor;
        this.mark = mark;
        this.from = from;
        this.start = start;
        now = from;
    }

    @Override
    public void to(double x, double y) {
        var shift = pane.toWorld(x, y).subtract(start);
        var program = pane.model().program();
        now = MarkSizes.grown(program, mark, from, shift.getX(), shift.getY());
        pane.model().resizeTo(mark.id(), now);
    }

    @Override
    public void drop() {
        if (!now.equals(from)) editor.places().resize(mark, now);
    }

    @Override
    public void cancel() {
        pane.model().resizeTo(mark.id(), from);
    }
}
