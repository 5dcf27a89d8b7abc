package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Fix;
import dev.dspex.program.Link;
import dev.dspex.program.Names;

import javafx.geometry.Point2D;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * A link on its way from a port: to another port, to a box (its first port that fits), to one of
 * the two ends (which get a field for it), or to empty ground, where quick-add opens.
 */
final class LinkDrag implements Drag {
    private static final double REACH = 14;

    private final GraphPane pane;
    private final LinkEdits links;
    private final PortHit fixed;
    private final Optional<Link> old;
    private Point2D at;

    private LinkDrag(
            GraphPane pane, LinkEdits links, PortHit fixed, Optional<Link> old, Point2D at) {
        this.pane = pane;
        this.links = links;
        this.fixed = fixed;
        this.old = old;
        this.at = at;
        pane.showFits(hit -> links.refusal(fixed, hit) == null && hit.input() != fixed.input());
    }

    /** From a port; a link that ends there is taken off and dragged by its other end. */
    static LinkDrag from(GraphPane pane, LinkEdits links, PortHit hit, Point2D at) {
        var model = pane.model();
        if (hit.input()) {
            for (var wire : model.wires()) {
                var link = model.link(wire);
                if (!link.to().equals(hit.port())) continue;
                var source = model.box(wire.from()).orElseThrow();
                return new LinkDrag(
                        pane, links, new PortHit(source, wire.out(), false), Optional.of(link), at);
            }
        }
        return new LinkDrag(pane, links, hit, Optional.empty(), at);
    }

    @Override
    public void to(double x, double y) {
        at = pane.toWorld(x, y);
        var hit = target();
        var reason = hit.map(this::explained).orElse(null);
        var end = hit.map(pane.model()::place).orElse(at);
        var start = pane.model().place(fixed);
        pane.ghost(
                fixed.input()
                        ? new Ghost.Link(end, start, reason)
                        : new Ghost.Link(start, end, reason));
    }

    @Override
    public void drop() {
        done();
        var hit = target();
        if (hit.isPresent()) {
            var reason = links.refusal(fixed, hit.get());
            if (reason == null) connect(hit.get());
            else offer(hit.get(), reason);
            return;
        }
        var box = Hits.box(pane.model(), at);
        if (box.isPresent()) dropOn(box.get());
        else if (old.isPresent()) links.disconnect(old.get());
        else pane.quickAdd(at, Optional.of(fixed));
    }

    @Override
    public void cancel() {
        done();
    }

    private void done() {
        pane.ghost(null);
        pane.showFits(null);
    }

    private void dropOn(Box box) {
        var end = fixed.input() ? Names.INPUT : Names.OUTPUT;
        var fitting =
                CanvasModel.ports(box).stream()
                        .filter(h -> h.input() != fixed.input() && links.refusal(fixed, h) == null)
                        .filter(h -> !h.spec().linked())
                        .findFirst();
        if (fitting.isPresent()) connect(fitting.get());
        else if (box.id().equals(end)) links.connectToEnd(fixed.port(), fixed.input(), old);
    }

    private void offer(PortHit hit, String reason) {
        var fixes = fixes(hit);
        if (fixes.isEmpty()) return;
        var link = LinkEdits.link(fixed, hit);
        pane.offer(reason, fixes, at, fix -> links.fix(link, fix, old, between(link)));
    }

    private List<Fix> fixes(PortHit hit) {
        if (hit.input() == fixed.input()) return List.of();
        var link = LinkEdits.link(fixed, hit);
        return links.fixes(link.from(), link.to());
    }

    /** Where a node between the two goes. */
    private Point2D between(Link link) {
        var model = pane.model();
        var from = model.area(link.from().node()).orElseThrow();
        var to = model.area(link.to().node()).orElseThrow();
        var x = (from.getMaxX() + to.getMinX()) / 2 - Metrics.MIN_WIDTH / 2;
        return new Point2D(x, Math.max(from.getMaxY(), to.getMaxY()) + 40);
    }

    private void connect(PortHit hit) {
        var link = LinkEdits.link(fixed, hit);
        links.connect(link.from(), link.to(), old);
    }

    private Optional<PortHit> target() {
        return Hits.port(pane.model(), at, REACH / Math.min(1, pane.zoom()))
                .filter(hit -> !hit.equals(fixed));
    }

    /** The reason, and what a drop would offer. */
    private @Nullable String explained(PortHit hit) {
        var reason = links.refusal(fixed, hit);
        if (reason == null) return null;
        var fixes = fixes(hit);
        return fixes.isEmpty()
                ? reason
                : text("canvas.fix.offer", reason, FixMenu.title(fixes.getFirst()));
    }
}
