package dev.dspex.app.canvas;

import javafx.geometry.Rectangle2D;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Areas in the order of their left edges: what lies between two columns is found without the rest.
 */
final class Columns {
    /** An area and the id of its box. */
    record Entry(String id, Rectangle2D area) {}

    private final List<Entry> sorted = new ArrayList<>();
    private double widest;

    Columns(Map<String, Rectangle2D> areas) {
        areas.forEach(
                (id, area) -> {
                    sorted.add(new Entry(id, area));
                    widest = Math.max(widest, area.getWidth());
                });
        sorted.sort(Comparator.comparingDouble(entry -> entry.area().getMinX()));
    }

    /** Those that touch a strip of the canvas, both edges included. */
    List<Entry> between(double left, double right) {
        var found = new ArrayList<Entry>();
        for (var i = first(left - widest); i < sorted.size(); i++) {
            var entry = sorted.get(i);
            if (entry.area().getMinX() > right) break;
            if (entry.area().getMaxX() >= left) found.add(entry);
        }
        return found;
    }

    /** The first whose left edge is not left of x. */
    private int first(double x) {
        int low = 0, high = sorted.size();
        while (low < high) {
            var middle = (low + high) / 2;
            if (sorted.get(middle).area().getMinX() < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
