package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A rectangle on empty ground selects the boxes and notes that it touches, and the frames that lie
 * in it whole.
 */
final class MarqueeDrag implements Drag {
    private final GraphPane pane;
    private final CanvasModel model;
    private final Point2D start;
    private final Set<String> before;

    /**
     * @param start in canvas units
     * @param add whether what was selected stays so
     */
    MarqueeDrag(GraphPane pane, Point2D start, boolean add) {
        this.pane = pane;
        this.model = pane.model();
        this.start = start;
        before = add ? new LinkedHashSet<>(model.selection().boxes()) : Set.of();
        if (!add) model.selection().clear();
    }

    @Override
    public void to(double x, double y) {
        var at = pane.toWorld(x, y);
        var area =
                new Rectangle2D(
                        Math.min(start.getX(), at.getX()),
                        Math.min(start.getY(), at.getY()),
                        Math.abs(at.getX() - start.getX()),
                        Math.abs(at.getY() - start.getY()));
        var hit = new LinkedHashSet<>(before);
        for (var box : model.boxes()) if (model.bounds(box).intersects(area)) hit.add(box.id());
        for (var id : model.marks())
            if (model.area(id).filter(part -> takes(area, id, part)).isPresent()) hit.add(id);
        model.selection().only(hit);
        pane.ghost(new Ghost.Marquee(area));
    }

    private static boolean takes(Rectangle2D area, String id, Rectangle2D at) {
        var frame = Mark.of(id).filter(m -> m.sort() == Mark.Sort.FRAME).isPresent();
        return frame ? area.contains(at) : area.intersects(at);
    }

    @Override
    public void drop() {
        pane.ghost(null);
    }

    @Override
    public void cancel() {
        model.selection().only(before);
        pane.ghost(null);
    }
}
