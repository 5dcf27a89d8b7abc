package dev.dspex.app.canvas;

import javafx.geometry.Point2D;

import java.util.HashMap;
import java.util.Map;

/**
 * What is selected follows the pointer, and what lies in a selected frame; it lands on the grid.
 */
final class MoveDrag implements Drag {
    private final GraphPane pane;
    private final CanvasEditor editor;
    private final Point2D start;
    private final Map<String, Point2D> from = new HashMap<>();
    private Map<String, Point2D> now;

    /**
     * @param start in canvas units
     */
    MoveDrag(GraphPane pane, CanvasEditor editor, Point2D start) {
        this.pane = pane;
        this.editor = editor;
        this.start = start;
        for (var id : editor.places().moving()) {
            var at = pane.model().places().get(id);
            if (at != null) from.put(id, at);
        }
        now = from;
    }

    @Override
    public void to(double x, double y) {
        var shift = pane.toWorld(x, y).subtract(start);
        now = new HashMap<>();
        from.forEach((id, at) -> now.put(id, at.add(shift)));
        pane.model().moveTo(now);
    }

    @Override
    public void drop() {
        if (!now.equals(from)) editor.places().move(now);
    }

    @Override
    public void cancel() {
        pane.model().moveTo(from);
    }
}
