package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What lies under a point of the canvas. */
final class Hits {
    private Hits() {}

    /** The port under a point, within a reach in canvas units. */
    static Optional<PortHit> port(CanvasModel model, Point2D point, double reach) {
        PortHit best = null;
        var nearest = reach;
        for (var box : model.boxes()) {
            if (!grown(model.bounds(box), reach).contains(point)) continue;
            for (var hit : CanvasModel.ports(box)) {
                var distance = model.place(hit).distance(point);
                if (distance > nearest) continue;
                nearest = distance;
                best = hit;
            }
        }
        return Optional.ofNullable(best);
    }

    static Optional<Box> box(CanvasModel model, Point2D point) {
        return List.copyOf(model.boxes()).reversed().stream()
                .filter(box -> model.bounds(box).contains(point))
                .findFirst();
    }

    /** The id of the box or note under a point. */
    static Optional<String> item(CanvasModel model, Point2D point) {
        return box(model, point).map(Box::id).or(() -> note(model, point));
    }

    /** The frame whose title or border lies under a point, the smallest where several do. */
    static Optional<String> frame(CanvasModel model, Point2D point) {
        return marks(model, Mark.Sort.FRAME).stream()
                .filter(id -> model.area(id).filter(at -> holds(at, point)).isPresent())
                .min(Comparator.comparingDouble(id -> size(model, id)));
    }

    /** Whether a drag from this point of a note or frame draws it larger or smaller. */
    static boolean corner(Rectangle2D mark, Point2D point) {
        return point.getX() >= mark.getMaxX() - FrameView.CORNER
                && point.getY() >= mark.getMaxY() - FrameView.CORNER;
    }

    /** What a frame takes along: boxes, notes and frames that lie in it whole. */
    static Set<String> within(CanvasModel model, String frame) {
        var found = new LinkedHashSet<String>();
        var area = model.area(frame).orElse(null);
        if (area == null) return found;
        model.boxes().stream()
                .filter(box -> area.contains(model.bounds(box)))
                .forEach(box -> found.add(box.id()));
        model.marks().stream()
                .filter(id -> !id.equals(frame))
                .filter(id -> model.area(id).filter(area::contains).isPresent())
                .forEach(found::add);
        return found;
    }

    private static Optional<String> note(CanvasModel model, Point2D point) {
        return marks(model, Mark.Sort.NOTE).reversed().stream()
                .filter(id -> model.area(id).filter(at -> at.contains(point)).isPresent())
                .findFirst();
    }

    private static List<String> marks(CanvasModel model, Mark.Sort sort) {
        return model.marks().stream()
                .filter(id -> Mark.of(id).filter(m -> m.sort() == sort).isPresent())
                .toList();
    }

    private static boolean holds(Rectangle2D frame, Point2D point) {
        var edge = FrameView.EDGE;
        if (!grown(frame, edge).contains(point)) return false;
        return point.getY() < frame.getMinY() + FrameView.TITLE
                || point.getY() > frame.getMaxY() - edge
                || point.getX() < frame.getMinX() + edge
                || point.getX() > frame.getMaxX() - edge
                || corner(frame, point);
    }

    private static double size(CanvasModel model, String id) {
        return model.area(id).map(at -> at.getWidth() * at.getHeight()).orElse(0.0);
    }

    private static Rectangle2D grown(Rectangle2D at, double by) {
        return new Rectangle2D(
                at.getMinX() - by,
                at.getMinY() - by,
                at.getWidth() + 2 * by,
                at.getHeight() + 2 * by);
    }
}
