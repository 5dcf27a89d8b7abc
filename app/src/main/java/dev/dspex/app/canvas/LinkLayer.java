package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;
import dev.dspex.app.kit.Viewport;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Dot grid and links, and where the zoom is small the nodes too. One Canvas, redrawn at each change
 * of the view, never scaled: that would blur it. Links are routed once a change of the boxes.
 */
final class LinkLayer extends ThemedCanvas {
    private static final double GRID = 16;
    private static final List<Wire.State> BOTTOM_UP =
            List.of(Wire.State.NOT_TAKEN, Wire.State.WAITING, Wire.State.PLAIN, Wire.State.LIVE);

    private final CanvasModel model;
    private final Viewport view;
    private final Set<String> pending;
    private final FarNodes far = new FarNodes();
    private Map<Wire, LinkRouter.Route> routes = Map.of();
    private Map<String, Rectangle2D> bounds = Map.of();

    /**
     * @param pending boxes that are near but have no Region yet: they are drawn as far ones are
     */
    LinkLayer(CanvasModel model, Viewport view, Set<String> pending) {
        this.pending = pending;
        this.model = model;
        this.view = view;
        setMouseTransparent(true);
        view.onChange(this::redraw);
        reroute();
    }

    /** After boxes moved or changed their size. */
    void reroute() {
        var boxes = new LinkedHashMap<String, Rectangle2D>();
        for (var box : model.boxes()) boxes.put(box.id(), model.bounds(box));
        var router = new LinkRouter(boxes);
        var found = new HashMap<Wire, LinkRouter.Route>();
        for (var wire : model.wires()) {
            var from = boxes.get(wire.from());
            var to = boxes.get(wire.to());
            if (from == null || to == null) continue;
            found.put(wire, router.route(wire, start(wire, from), end(wire, to)));
        }
        bounds = boxes;
        routes = found;
        redraw();
    }

    /** What a screen reader says of a link. */
    String describe(Wire wire) {
        var link = model.link(wire);
        var state = text("canvas.link.state." + model.state(wire).name().toLowerCase(Locale.ROOT));
        return text("canvas.link.says", link.from().text(), link.to().text(), state);
    }

    /** The link that passes a point within a reach, in canvas units. */
    Optional<Wire> at(Point2D point, double reach) {
        return routes.entrySet().stream()
                .filter(e -> near(e.getValue().bounds(), point, reach))
                .filter(e -> e.getValue().distance(point) <= reach)
                .min(Comparator.comparingDouble(e -> e.getValue().distance(point)))
                .map(Map.Entry::getKey);
    }

    private static boolean near(Rectangle2D bounds, Point2D point, double reach) {
        return point.getX() > bounds.getMinX() - reach
                && point.getX() < bounds.getMaxX() + reach
                && point.getY() > bounds.getMinY() - reach
                && point.getY() < bounds.getMaxY() + reach;
    }

    @Override
    protected void draw(GraphicsContext g, double w, double h) {
        dots(g, w, h);
        var seen = view.visible(w, h);
        g.translate(view.x(), view.y());
        g.scale(view.zoom(), view.zoom());
        var shown = new EnumMap<Wire.State, List<Wire>>(Wire.State.class);
        routes.forEach(
                (wire, route) -> {
                    if (route.bounds().intersects(seen))
                        shown.computeIfAbsent(model.state(wire), _ -> new ArrayList<>()).add(wire);
                });
        for (var state : BOTTOM_UP) {
            for (var wire : shown.getOrDefault(state, List.of())) {
                var route = routes.get(wire);
                if (route != null) stroke(g, state, route, wire.equals(model.selection().wire()));
            }
        }
        for (var box : model.boxes()) {
            if (view.detailed() && !pending.contains(box.id())) continue;
            var at = bounds.get(box.id());
            if (at == null || !at.intersects(seen)) continue;
            var selected = model.selection().contains(box.id());
            far.draw(
                    this,
                    g,
                    new FarNodes.Far(box, at, model.status(box.id()).state(), selected),
                    view);
        }
    }

    private Point2D start(Wire wire, Rectangle2D box) {
        var y = model.box(wire.from()).map(b -> Metrics.portY(b, wire.out())).orElse(0.0);
        return new Point2D(box.getMaxX() + 5, box.getMinY() + y);
    }

    private Point2D end(Wire wire, Rectangle2D box) {
        var y = model.box(wire.to()).map(b -> Metrics.portY(b, wire.in())).orElse(0.0);
        return new Point2D(box.getMinX() - 5, box.getMinY() + y);
    }

    private void dots(GraphicsContext g, double w, double h) {
        var step = GRID * view.zoom();
        if (step < 8) return;
        g.setFill(color(Paints.DOT));
        for (double x = offset(view.x(), step); x < w; x += step) {
            for (double y = offset(view.y(), step); y < h; y += step)
                g.fillRect(x - 1, y - 1, 2, 2); // an oval of that size looks the same
        }
    }

    private double offset(double pan, double step) {
        var first = (pan + 8 * view.zoom()) % step;
        return first < 0 ? first + step : first;
    }

    private void stroke(
            GraphicsContext g, Wire.State state, LinkRouter.Route route, boolean selected) {
        var live = state == Wire.State.LIVE || selected;
        g.setGlobalAlpha(
                switch (state) {
                    case WAITING -> 0.55;
                    case NOT_TAKEN -> 0.6;
                    default -> 1;
                });
        g.setStroke(color(live ? Paints.ACCENT : Paints.SUBTLE));
        g.setLineWidth((live ? 2 : 1.5) / Math.min(1, Math.max(view.zoom(), 0.3)));
        g.setLineCap(StrokeLineCap.BUTT); // the default lengthens dashes
        if (state == Wire.State.NOT_TAKEN) g.setLineDashes(4, 4);
        else g.setLineDashes();
        g.beginPath();
        g.moveTo(route.start().getX(), route.start().getY());
        var points = route.points();
        for (var i = 0; i + 2 < points.size(); i += 3) {
            Point2D c = points.get(i), d = points.get(i + 1), e = points.get(i + 2);
            g.bezierCurveTo(c.getX(), c.getY(), d.getX(), d.getY(), e.getX(), e.getY());
        }
        g.stroke();
        g.setLineDashes();
        g.setGlobalAlpha(1);
    }

    javafx.scene.paint.Color paint(Paints paint) {
        return color(paint);
    }
}
