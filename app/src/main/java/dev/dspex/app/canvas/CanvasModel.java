package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.RunState;
import dev.dspex.edit.Levels;
import dev.dspex.edit.Mark;
import dev.dspex.program.Link;
import dev.dspex.program.Names;
import dev.dspex.program.Port;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import javafx.beans.property.ObjectProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the canvas shows: boxes, where they are, and what the run has done to them. Positions are in
 * canvas units. JavaFX thread only.
 */
public final class CanvasModel {
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<String, NodeStatus> statuses = new HashMap<>();
    private final Selection selection = new Selection();
    private final List<Runnable> rebuilt = new ArrayList<>();
    private final List<Runnable> moved = new ArrayList<>();
    private final List<Consumer<String>> changed = new ArrayList<>();
    private Map<String, String> driven = Map.of();
    private final Areas areas = new Areas(boxes, box -> status(box.id()));
    private List<Box> boxList = List.of();
    private List<Wire> wires = List.of();
    private List<Problem> problems = List.of();
    private List<String> path = List.of();
    private Set<String> tops = Set.of();
    private Program whole;
    private Program program;

    public CanvasModel(Program whole) {
        this.whole = whole;
        program = whole;
        read();
    }

    /**
     * Shows a program that was edited; what the run said about nodes that are still there stays.
     */
    public void show(Program edited) {
        show(edited, path);
    }

    /**
     * Shows a program, or one within it where there is one.
     *
     * @param at ids of the nodes that lead to it
     */
    void show(Program edited, List<String> at) {
        whole = edited;
        program = Levels.at(edited, at).orElseGet(() -> Program.empty(edited.name()));
        if (!at.equals(path)) selection.clear();
        path = List.copyOf(at);
        read();
        statuses.keySet().removeIf(id -> !tops.contains(id.split("\\.")[0]));
        var ids = new HashSet<>(boxes.keySet());
        ids.addAll(marks());
        selection.retain(ids, wires);
        rebuilt.forEach(Runnable::run);
    }

    /** Ids of the nodes that lead to the program that is shown; empty for the whole. */
    public List<String> path() {
        return path;
    }

    /** The id of a node as runs and problems have it, from the top. */
    public String full(String id) {
        return path.isEmpty() ? id : String.join(".", path) + "." + id;
    }

    /** What is wrong with the nodes. */
    void setProblems(List<Problem> found) {
        problems = List.copyOf(found);
    }

    /** Words about the variables that drive parameters, by full id of the node. */
    public void setDriven(Map<String, String> words) {
        var before = driven;
        driven = Map.copyOf(words);
        for (var id : boxes.keySet())
            if (!Objects.equals(before.get(full(id)), driven.get(full(id))))
                changed.forEach(listener -> listener.accept(id));
    }

    /** About the variables that drive a node; null where none does. */
    @Nullable String driven(String id) {
        return driven.get(full(id));
    }

    /** The worst that is wrong with a node, or within it. */
    Optional<Problem> problem(String id) {
        var full = full(id) + ".";
        return problems.stream()
                .filter(p -> p.node() != null && (p.node() + ".").startsWith(full))
                .min(Comparator.comparing(Problem::severity));
    }

    private void read() {
        boxList = Box.of(program);
        boxes.clear();
        for (var box : boxList) boxes.put(box.id(), box);
        tops = new HashSet<>(Set.of(Names.INPUT, Names.OUTPUT));
        for (var node : whole.nodes()) tops.add(node.id());
        wires = wires(program);
        areas.read(program, wires);
    }

    /** The program that is shown, which may be an inner one. */
    public Program program() {
        return program;
    }

    /** The program at the top. */
    public Program whole() {
        return whole;
    }

    public Selection selection() {
        return selection;
    }

    /** The link that is selected, where one is. */
    public Optional<Link> selectedLink() {
        return Optional.ofNullable(selection.wire()).map(this::link);
    }

    /** Called when other boxes, or another link, are selected. */
    public void onSelection(Runnable listener) {
        selection.onChange(listener);
    }

    public List<Box> boxes() {
        return boxList;
    }

    public Optional<Box> box(String id) {
        return Optional.ofNullable(boxes.get(id));
    }

    public List<Wire> wires() {
        return wires;
    }

    /** Ids of the notes and frames that have a place. */
    List<String> marks() {
        return areas.marks();
    }

    /** True when there is no node to draw. */
    public boolean isEmpty() {
        return boxes.values().stream().noneMatch(Box::step);
    }

    /** Id of the box selected last, or null. Setting it selects that box alone. */
    public ObjectProperty<@Nullable String> selectedProperty() {
        return selection.lastProperty();
    }

    /** What the run says about a box that is shown. */
    public NodeStatus status(String id) {
        return statuses.getOrDefault(full(id), NodeStatus.IDLE);
    }

    /** What the run says about a node or an end, wherever it is. */
    NodeStatus statusAt(String fromTop) {
        return statuses.getOrDefault(fromTop, NodeStatus.IDLE);
    }

    public void setState(String fromTop, RunState state) {
        update(fromTop, status -> status.withState(state));
    }

    /**
     * Changes what the run says about a node; an id that is not of the program is left alone.
     *
     * @param id from the top: {@code steps.classify} for a node of an inner program
     */
    public void update(String id, UnaryOperator<NodeStatus> change) {
        if (!tops.contains(id.split("\\.")[0])) return;
        var before = statuses.getOrDefault(id, NodeStatus.IDLE);
        var after = change.apply(before);
        if (after.equals(before)) return;
        statuses.put(id, after);
        var prefix = full("");
        var box = id.startsWith(prefix) ? boxes.get(id.substring(prefix.length())) : null;
        if (box == null) return;
        areas.changed(box);
        changed.forEach(listener -> listener.accept(box.id()));
        if (Metrics.height(box, before) != Metrics.height(box, after)) moved();
    }

    /** Forgets the run. */
    public void clearStatus() {
        for (var id : List.copyOf(statuses.keySet())) update(id, _ -> NodeStatus.IDLE);
    }

    public Rectangle2D bounds(Box box) {
        return areas.of(box);
    }

    private void moved() {
        moved.forEach(Runnable::run);
    }

    /** The place of a box, a note or a frame. */
    Optional<Rectangle2D> area(String id) {
        return areas.of(id);
    }

    /** Everything there is, notes too. */
    public Rectangle2D extent() {
        return areas.extent();
    }

    /** What some boxes, notes and frames cover; empty where there is none. */
    Optional<Rectangle2D> extent(Collection<String> ids) {
        return areas.extent(ids);
    }

    /** A note or frame while it is being drawn larger or smaller. */
    void resizeTo(String id, Rectangle2D to) {
        areas.resizeTo(id, to);
        moved();
    }

    public Map<String, Point2D> places() {
        return areas.places();
    }

    public void moveTo(Map<String, Point2D> to) {
        areas.moveTo(to);
        moved();
    }

    /** Every port of a box, inputs first. */
    static List<PortHit> ports(Box box) {
        var all = new ArrayList<PortHit>();
        for (var row = 0; row < box.ins().size(); row++) all.add(new PortHit(box, row, true));
        for (var row = 0; row < box.outs().size(); row++) all.add(new PortHit(box, row, false));
        return all;
    }

    Point2D place(PortHit hit) {
        var at = bounds(hit.box());
        return new Point2D(
                hit.input() ? at.getMinX() : at.getMaxX(),
                at.getMinY() + Metrics.portY(hit.box(), hit.row()));
    }

    /** The link that a wire draws. */
    Link link(Wire wire) {
        return new Link(port(wire.from(), wire.out(), false), port(wire.to(), wire.in(), true));
    }

    private Port port(String id, int row, boolean input) {
        return new PortHit(Objects.requireNonNull(boxes.get(id)), row, input).port();
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

    /** What a screen reader says of a box, note or frame. */
    Optional<String> describe(String id) {
        var box = boxes.get(id);
        if (box != null)
            return Optional.of(NodeView.describe(box, status(id), problem(id).orElse(null)));
        return Mark.of(id)
                .filter(mark -> mark.in(program))
                .map(
                        mark ->
                                mark.sort() == Mark.Sort.NOTE
                                        ? text(
                                                "canvas.note.says",
                                                program.notes().get(mark.index()).text())
                                        : text(
                                                "canvas.frame.says",
                                                program.frames().get(mark.index()).text()));
    }

    /** Called when another program is shown. */
    public void onRebuilt(Runnable listener) {
        rebuilt.add(listener);
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
