package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.Names;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A link drawn with keys: up and down choose the port that it starts at, then where it ends; Enter
 * goes on, Space adds a node that takes it, Esc leaves everything as it was.
 */
final class KeyLink {
    private final GraphPane pane;
    private final LinkEdits links;
    private final List<PortHit> starts;
    private @Nullable PortHit fixed;
    private List<Target> targets = List.of();
    private int at;

    /** Where the link could end. */
    private sealed interface Target {
        record OnPort(PortHit hit) implements Target {}

        /** An end of the program, which gets a field for it. */
        record OnEnd(Box box) implements Target {}
    }

    private KeyLink(GraphPane pane, LinkEdits links, List<PortHit> starts) {
        this.pane = pane;
        this.links = links;
        this.starts = starts;
        if (starts.size() == 1) choose(starts.getFirst());
        show();
    }

    /**
     * Starts at a box; empty where it has no such port.
     *
     * @param input whether the link is to feed the box
     */
    static Optional<KeyLink> from(GraphPane pane, LinkEdits links, Box box, boolean input) {
        var starts =
                CanvasModel.ports(box).stream()
                        .filter(h -> h.input() == input)
                        .sorted(Comparator.comparing(h -> h.spec().linked()))
                        .toList();
        return starts.isEmpty() ? Optional.empty() : Optional.of(new KeyLink(pane, links, starts));
    }

    /** Whether it goes on after this key. */
    boolean key(KeyEvent e) {
        e.consume();
        switch (e.getCode()) {
            case UP, LEFT -> step(-1);
            case DOWN, RIGHT -> step(1);
            case TAB -> step(e.isShiftDown() ? -1 : 1);
            case ENTER -> {
                var start = fixed;
                if (start != null) return end(start);
                choose(starts.get(at));
            }
            case SPACE -> {
                var start = fixed == null ? starts.get(at) : fixed;
                cancel();
                pane.quickAdd(beside(pane, start), Optional.of(start));
                return false;
            }
            case ESCAPE -> {
                cancel();
                return false;
            }
            default -> {
                return true;
            }
        }
        show();
        return true;
    }

    void cancel() {
        pane.ghost(null);
        pane.showFits(null);
        pane.tell("");
    }

    private void step(int by) {
        var count = fixed == null ? starts.size() : targets.size();
        if (count > 0) at = Math.floorMod(at + by, count);
    }

    private void choose(PortHit start) {
        fixed = start;
        at = 0;
        var model = pane.model();
        var from = model.place(start);
        var fitting = new ArrayList<Target>();
        model.boxes().stream()
                .filter(box -> !box.id().equals(start.box().id()))
                .flatMap(box -> CanvasModel.ports(box).stream())
                .filter(hit -> hit.input() != start.input() && links.refusal(start, hit) == null)
                .sorted(
                        Comparator.comparing((PortHit hit) -> hit.input() && hit.spec().linked())
                                .thenComparing(hit -> model.place(hit).distance(from)))
                .map(Target.OnPort::new)
                .forEach(fitting::add);
        model.box(start.input() ? Names.INPUT : Names.OUTPUT)
                .map(Target.OnEnd::new)
                .ifPresent(fitting::add);
        targets = fitting;
        pane.showFits(hit -> hit.input() != start.input() && links.refusal(start, hit) == null);
    }

    private boolean end(PortHit start) {
        cancel();
        if (targets.isEmpty()) return false;
        switch (targets.get(at)) {
            case Target.OnPort(var hit) -> {
                var link = LinkEdits.link(start, hit);
                links.connect(link.from(), link.to(), Optional.empty());
            }
            case Target.OnEnd _ ->
                    links.connectToEnd(start.port(), start.input(), Optional.empty());
        }
        return false;
    }

    private void show() {
        var start = fixed == null ? starts.get(at) : fixed;
        var from = pane.model().place(start);
        if (fixed == null) {
            pane.ghost(new Ghost.Link(from, from.add(start.input() ? -32 : 32, 0), null));
            pane.tell(text("canvas.keylink.start", name(start), at + 1, starts.size()));
        } else if (targets.isEmpty()) {
            pane.tell(text("canvas.keylink.none", name(start)));
        } else {
            var to = place(targets.get(at));
            pane.ghost(
                    start.input()
                            ? new Ghost.Link(to, from, null)
                            : new Ghost.Link(from, to, null));
            pane.reveal(box(targets.get(at)).id());
            pane.tell(
                    text(
                            "canvas.keylink.end",
                            name(start),
                            name(targets.get(at)),
                            at + 1,
                            targets.size()));
        }
    }

    /** Where a new node goes: right of what feeds it, left of what it feeds. */
    static Point2D beside(GraphPane pane, PortHit start) {
        var place = pane.model().place(start);
        return place.add(start.input() ? -Metrics.MAX_WIDTH / 2 : Metrics.MAX_WIDTH / 2, 0);
    }

    private Point2D place(Target target) {
        return switch (target) {
            case Target.OnPort(var hit) -> pane.model().place(hit);
            case Target.OnEnd(var box) -> {
                var area = pane.model().bounds(box);
                var x = box.id().equals(Names.OUTPUT) ? area.getMinX() : area.getMaxX();
                yield new Point2D(x, area.getMaxY());
            }
        };
    }

    private static Box box(Target target) {
        return switch (target) {
            case Target.OnPort(var hit) -> hit.box();
            case Target.OnEnd(var box) -> box;
        };
    }

    private static String name(PortHit hit) {
        return text("canvas.keylink.port", hit.box().title(), hit.spec().name());
    }

    private static String name(Target target) {
        return switch (target) {
            case Target.OnPort(var hit) -> name(hit);
            case Target.OnEnd(var box) -> text("canvas.keylink.field", box.title());
        };
    }
}
