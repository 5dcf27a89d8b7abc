package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;
import dev.dspex.program.Program;

import javafx.geometry.Dimension2D;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where boxes, notes and frames stand and how large they are, in canvas units. Areas and what all
 * of them cover are kept until something moves: each frame asks for them. JavaFX thread only.
 */
final class Areas {
    private final Function<Box, NodeStatus> status;
    private final Map<String, Box> boxes;
    private final Map<String, Point2D> places = new HashMap<>();
    private final Map<String, Dimension2D> marks = new HashMap<>();
    private final Map<String, Rectangle2D> areas = new HashMap<>();
    private List<String> markIds = List.of();
    private @Nullable Rectangle2D extent;

    /**
     * @param boxes those that are shown now, by id
     * @param status what a run says of a box, which counts for its height
     */
    Areas(Map<String, Box> boxes, Function<Box, NodeStatus> status) {
        this.boxes = boxes;
        this.status = status;
    }

    /** Takes the places of another program. */
    void read(Program program, List<Wire> wires) {
        places.clear();
        marks.clear();
        places.putAll(Placement.of(program, boxes, wires));
        for (var i = 0; i < program.notes().size(); i++) {
            var note = program.notes().get(i);
            var at = note.at();
            if (at == null) continue;
            places.put(Mark.note(i).id(), new Point2D(at.x(), at.y()));
            marks.put(Mark.note(i).id(), NoteView.size(note));
        }
        for (var i = 0; i < program.frames().size(); i++) {
            var frame = program.frames().get(i);
            var id = Mark.frame(i).id();
            places.put(id, new Point2D(frame.at().x(), frame.at().y()));
            marks.put(id, new Dimension2D(frame.size().width(), frame.size().height()));
        }
        markIds = marks.keySet().stream().sorted().toList();
        changed();
    }

    Map<String, Point2D> places() {
        return Collections.unmodifiableMap(places);
    }

    /** Ids of the notes and frames that have a place. */
    List<String> marks() {
        return markIds;
    }

    void moveTo(Map<String, Point2D> to) {
        places.putAll(to);
        changed();
    }

    /** A note or frame while it is being drawn larger or smaller. */
    void resizeTo(String id, Rectangle2D to) {
        places.put(id, new Point2D(to.getMinX(), to.getMinY()));
        marks.put(id, new Dimension2D(to.getWidth(), to.getHeight()));
        changed();
    }

    /** A box may have another height now. */
    void changed(Box box) {
        areas.remove(box.id());
        extent = null;
    }

    private void changed() {
        areas.clear();
        extent = null;
    }

    Rectangle2D of(Box box) {
        var known = areas.get(box.id());
        if (known != null) return known;
        var at = places.getOrDefault(box.id(), Point2D.ZERO);
        var height = Metrics.height(box, status.apply(box));
        var area = new Rectangle2D(at.getX(), at.getY(), Metrics.width(box), height);
        areas.put(box.id(), area);
        return area;
    }

    /** The place of a box, a note or a frame. */
    Optional<Rectangle2D> of(String id) {
        var box = boxes.get(id);
        if (box != null) return Optional.of(of(box));
        var at = places.get(id);
        var size = marks.get(id);
        return at == null || size == null
                ? Optional.empty()
                : Optional.of(
                        new Rectangle2D(at.getX(), at.getY(), size.getWidth(), size.getHeight()));
    }

    /** Everything there is, notes too. */
    Rectangle2D extent() {
        var known = extent;
        if (known != null) return known;
        var all = new ArrayList<>(boxes.keySet());
        all.addAll(markIds);
        var found = extent(all).orElse(new Rectangle2D(0, 0, 1, 1));
        extent = found;
        return found;
    }

    /** What some boxes, notes and frames cover; empty where there is none. */
    Optional<Rectangle2D> extent(Collection<String> ids) {
        return ids.stream().flatMap(id -> of(id).stream()).reduce(Areas::union);
    }

    private static Rectangle2D union(Rectangle2D a, Rectangle2D b) {
        var left = Math.min(a.getMinX(), b.getMinX());
        var top = Math.min(a.getMinY(), b.getMinY());
        return new Rectangle2D(
                left,
                top,
                Math.max(a.getMaxX(), b.getMaxX()) - left,
                Math.max(a.getMaxY(), b.getMaxY()) - top);
    }
}
