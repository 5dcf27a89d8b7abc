package dev.dspex.app.canvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes links: a plain cubic where nothing is in the way, else a lane (a horizontal run) above or
 * below the boxes it would cross. Links out of one port share a lane, others get one 8 px further
 * out.
 */
final class LinkRouter {
    private static final double CLEARANCE = 24;
    private static final double STEP = 8;
    private static final int SAMPLES = 32;

    /** Cubics one after the other, three points each, from start. A straight run is a cubic too. */
    record Route(Point2D start, List<Point2D> points, Rectangle2D bounds) {
        static Route of(Point2D start, List<Point2D> points) {
            double left = start.getX(), right = left, top = start.getY(), bottom = top;
            for (var p : points) {
                left = Math.min(left, p.getX());
                right = Math.max(right, p.getX());
                top = Math.min(top, p.getY());
                bottom = Math.max(bottom, p.getY());
            }
            return new Route(start, points, new Rectangle2D(left, top, right - left, bottom - top));
        }

        /** How far a point is from the line, nearly. */
        double distance(Point2D point) {
            var nearest = Double.MAX_VALUE;
            var from = start;
            for (var i = 0; i + 2 < points.size(); i += 3) {
                var cubic = points.subList(i, i + 3);
                for (var step = 0; step <= SAMPLES; step++)
                    nearest =
                            Math.min(
                                    nearest,
                                    cubic(from, cubic, step / (double) SAMPLES).distance(point));
                from = cubic.getLast();
            }
            return nearest;
        }
    }

    private final Columns boxes;
    private final Map<Double, String> lanes = new HashMap<>();

    LinkRouter(Map<String, Rectangle2D> boxes) {
        this.boxes = new Columns(boxes);
    }

    Route route(Wire wire, Point2D a, Point2D b) {
        var hit = blockers(wire, a, b);
        if (hit.isEmpty()) return direct(a, b);
        var above = hit.stream().mapToDouble(Rectangle2D::getMinY).min().orElseThrow() - CLEARANCE;
        var below = hit.stream().mapToDouble(Rectangle2D::getMaxY).max().orElseThrow() + CLEARANCE;
        var up = detour(a, b, above) <= detour(a, b, below);
        return viaLane(
                a,
                b,
                reserve(up ? above : below, up ? -STEP : STEP, wire.from() + " " + wire.out()));
    }

    private static Route direct(Point2D a, Point2D b) {
        return Route.of(a, handles(a, b));
    }

    private static List<Point2D> handles(Point2D a, Point2D b) {
        var d = Math.max(24, Math.abs(b.getX() - a.getX()) / 2);
        return List.of(a.add(d, 0), b.subtract(d, 0), b);
    }

    private static Route viaLane(Point2D a, Point2D b, double y) {
        var reach = Math.min(65, Math.max(24, (b.getX() - a.getX()) / 2));
        var in = new Point2D(a.getX() + reach, y);
        var out = new Point2D(b.getX() - reach, y);
        return Route.of(
                a,
                List.of(
                        new Point2D(a.getX() + reach * 0.55, a.getY()),
                        new Point2D(a.getX() + reach * 0.25, y),
                        in,
                        in,
                        out,
                        out,
                        new Point2D(b.getX() - reach * 0.25, y),
                        new Point2D(b.getX() - reach * 0.6, b.getY()),
                        b));
    }

    /** Boxes that the direct cubic would touch, and those that a lane past them must clear too. */
    private List<Rectangle2D> blockers(Wire wire, Point2D a, Point2D b) {
        var handles = handles(a, b);
        var reach = Route.of(a, handles).bounds();
        var hit = new ArrayList<Rectangle2D>();
        var near = new ArrayList<Rectangle2D>();
        for (var entry : boxes.between(reach.getMinX(), reach.getMaxX())) {
            var box = entry.area();
            if (entry.id().equals(wire.from()) || entry.id().equals(wire.to())) continue;
            if (reach.intersects(box) && touches(a, handles, box)) hit.add(box);
            else near.add(box);
        }
        if (hit.isEmpty()) return hit;
        var top = hit.stream().mapToDouble(Rectangle2D::getMinY).min().orElseThrow() - CLEARANCE;
        var bottom = hit.stream().mapToDouble(Rectangle2D::getMaxY).max().orElseThrow() + CLEARANCE;
        for (var box : near) {
            if (box.getMinX() > a.getX()
                    && box.getMaxX() < b.getX()
                    && box.getMaxY() > top
                    && box.getMinY() < bottom) hit.add(box);
        }
        return hit;
    }

    private static boolean touches(Point2D a, List<Point2D> handles, Rectangle2D box) {
        for (var i = 1; i < SAMPLES; i++) {
            if (box.contains(cubic(a, handles, i / (double) SAMPLES))) return true;
        }
        return false;
    }

    private static double detour(Point2D a, Point2D b, double y) {
        return Math.abs(a.getY() - y) + Math.abs(b.getY() - y);
    }

    private double reserve(double y, double step, String owner) {
        var lane = y;
        while (!owner.equals(lanes.getOrDefault(lane, owner))) lane += step;
        lanes.put(lane, owner);
        return lane;
    }

    private static Point2D cubic(Point2D p0, List<Point2D> p, double t) {
        var u = 1 - t;
        return p0.multiply(u * u * u)
                .add(p.get(0).multiply(3 * u * u * t))
                .add(p.get(1).multiply(3 * u * t * t))
                .add(p.get(2).multiply(t * t * t));
    }
}
