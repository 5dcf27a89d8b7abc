package dev.dspex.app.canvas;

import dev.dspex.app.kit.RunState;
import dev.dspex.program.Note;
import dev.dspex.program.Program;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the canvas shows: boxes, where they are, and what the run has done to them. Positions are in
 * canvas units. JavaFX thread only.
 */
public final class CanvasModel {
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, Point2D> places = new HashMap<>();
    private final Map<String, NodeStatus> statuses = new HashMap<>();
    private final List<Wire> wires;
    private final List<Note> notes;
    private final ObjectProperty<@Nullable String> selected =
            new SimpleObjectProperty<>(this, "selected");
    private final List<Runnable> moved = new ArrayList<>();
    private final List<Consumer<String>> changed = new ArrayList<>();

    public CanvasModel(Program program) {
        for (var box : Box.of(program)) boxes.put(box.id(), box);
        wires = wires(program);
        notes = program.notes();
        places.putAll(Placement.of(program, boxes, wires));
    }

    public List<Box> boxes() {
        return List.copyOf(boxes.values());
    }

    public Optional<Box> box(String id) {
        return Optional.ofNullable(boxes.get(id));
    }

    public List<Wire> wires() {
        return wires;
    }

    public List<Note> notes() {
        return notes;
    }

    /** True when there is no node to draw. */
    public boolean isEmpty() {
        return boxes.values().stream().noneMatch(Box::step);
    }

    /** Id of the selected box, or null. */
    public ObjectProperty<@Nullable String> selectedProperty() {
        return selected;
    }

    public NodeStatus status(String id) {
        return statuses.getOrDefault(id, NodeStatus.IDLE);
    }

    public void setState(String id, RunState state) {
        update(id, status -> status.withState(state));
    }

    /** Changes what the run says about a node; an id that is not on the canvas is left alone. */
    public void update(String id, UnaryOperator<NodeStatus> change) {
        var box = boxes.get(id);
        if (box == null) return;
        var before = status(id);
        var after = change.apply(before);
        if (after.equals(before)) return;
        statuses.put(id, after);
        changed.forEach(listener -> listener.accept(id));
        if (Metrics.height(box, before) != Metrics.height(box, after)) moved.forEach(Runnable::run);
    }

    /** Forgets the run. */
    public void clearStatus() {
        for (var id : List.copyOf(statuses.keySet())) update(id, _ -> NodeStatus.IDLE);
    }

    public Rectangle2D bounds(Box box) {
        var at = places.getOrDefault(box.id(), Point2D.ZERO);
        return new Rectangle2D(
                at.getX(), at.getY(), Metrics.width(box), Metrics.height(box, status(box.id())));
    }

    /** Everything there is, notes too. */
    public Rectangle2D extent() {
        var all = new ArrayList<Rectangle2D>();
        for (var box : boxes.values()) all.add(bounds(box));
        for (var note : notes) {
            var at = note.at();
            if (at != null) all.add(new Rectangle2D(at.x(), at.y(), NoteView.WIDTH, 64));
        }
        if (all.isEmpty()) return new Rectangle2D(0, 0, 1, 1);
        var left = all.stream().mapToDouble(Rectangle2D::getMinX).min().orElseThrow();
        var top = all.stream().mapToDouble(Rectangle2D::getMinY).min().orElseThrow();
        var right = all.stream().mapToDouble(Rectangle2D::getMaxX).max().orElseThrow();
        var bottom = all.stream().mapToDouble(Rectangle2D::getMaxY).max().orElseThrow();
        return new Rectangle2D(left, top, right - left, bottom - top);
    }

    public Map<String, Point2D> places() {
        return Collections.unmodifiableMap(places);
    }

    public void moveTo(Map<String, Point2D> to) {
        places.putAll(to);
        moved.forEach(Runnable::run);
    }

    Wire.State state(Wire wire) {
        var to = status(wire.to()).state();
        var from = status(wire.from()).state();
        if (to == RunState.SKIPPED) return Wire.State.NOT_TAKEN;
        if (to == RunState.RUNNING && from != RunState.WAITING) return Wire.State.LIVE;
        return to == RunState.WAITING || from == RunState.WAITING
                ? Wire.State.WAITING
                : Wire.State.PLAIN;
    }

    /** Called when boxes moved or changed their size. */
    void onMoved(Runnable listener) {
        moved.add(listener);
    }

    /** Called with the id of a box whose status changed. */
    public void onChanged(Consumer<String> listener) {
        changed.add(listener);
    }

    private List<Wire> wires(Program program) {
        var all = new ArrayList<Wire>();
        for (var link : program.links()) {
            var from = boxes.get(link.from().node());
            var to = boxes.get(link.to().node());
            if (from == null || to == null) continue;
            var out = row(from.outs(), link.from().field());
            var in = row(to.ins(), link.to().field());
            if (out >= 0 && in >= 0) all.add(new Wire(from.id(), out, to.id(), in));
        }
        return List.copyOf(all);
    }

    private static int row(List<PortSpec> ports, String name) {
        for (var i = 0; i < ports.size(); i++) if (ports.get(i).name().equals(name)) return i;
        return -1;
    }
}
