package dev.dspex.app.canvas;

import dev.dspex.program.Names;
import dev.dspex.program.Point;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where boxes stand: as the file says, the two ends beside them; in layers where the file says
 * nothing.
 */
final class Placement {
    private static final double GAP = 64;

    private Placement() {}

    static Map<String, Point2D> of(Program program, Map<String, Box> boxes, List<Wire> wires) {
        var places = new HashMap<String, Point2D>();
        for (var node : program.nodes()) {
            var at = node.at();
            if (at == null) return LayeredPlacement.place(List.copyOf(boxes.values()), wires);
            places.put(node.id(), new Point2D(at.x(), at.y()));
        }
        ends(boxes, places);
        put(places, Names.INPUT, program.ends().input());
        put(places, Names.OUTPUT, program.ends().output());
        return places;
    }

    private static void put(Map<String, Point2D> places, String id, @Nullable Point at) {
        if (at != null && places.containsKey(id)) places.put(id, new Point2D(at.x(), at.y()));
    }

    /** Ends that nobody has moved: level with the middle of what lies between them. */
    private static void ends(Map<String, Box> boxes, Map<String, Point2D> places) {
        double left = 0, right = 0, top = 0, bottom = 0;
        var first = true;
        for (var entry : places.entrySet()) {
            var box = boxes.get(entry.getKey());
            if (box == null) continue;
            var at = entry.getValue();
            var maxX = at.getX() + Metrics.width(box);
            var maxY = at.getY() + Metrics.height(box, NodeStatus.IDLE);
            left = first ? at.getX() : Math.min(left, at.getX());
            top = first ? at.getY() : Math.min(top, at.getY());
            right = first ? maxX : Math.max(right, maxX);
            bottom = first ? maxY : Math.max(bottom, maxY);
            first = false;
        }
        var middle = (top + bottom) / 2;
        var input = boxes.get(Names.INPUT);
        if (input != null) {
            var x = first ? 0 : left - GAP - Metrics.width(input);
            places.put(
                    Names.INPUT, snapped(x, middle - Metrics.height(input, NodeStatus.IDLE) / 2));
        }
        var output = boxes.get(Names.OUTPUT);
        if (output != null) {
            var x = first ? 320 : right + GAP;
            places.put(
                    Names.OUTPUT, snapped(x, middle - Metrics.height(output, NodeStatus.IDLE) / 2));
        }
    }

    static Point2D snapped(double x, double y) {
        return new Point2D(Math.rint(x / 8) * 8, Math.rint(y / 8) * 8);
    }
}
