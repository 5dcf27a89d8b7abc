package dev.dspex.app.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A point that the tooltip and the arrow keys can reach.
 *
 * @param index place among the spots of its chart, in reading order
 */
public record Spot(int index, double x, double y, String title, List<Line> lines) {
    /** One row of the tooltip. */
    public record Line(String label, String value) {}

    /** How near the pointer has to be, in pixels. */
    static final double REACH = 24;

    String words() {
        var text = new StringBuilder(title);
        for (var line : lines)
            text.append(", ").append(line.label()).append(' ').append(line.value());
        return text.toString();
    }

    static Optional<Spot> nearest(List<Spot> spots, Plot plot, double px, double py) {
        return spots.stream()
                .filter(spot -> spot.distance(plot, px, py) <= REACH)
                .min(Comparator.comparingDouble(spot -> spot.distance(plot, px, py)));
    }

    /** Where a point lies, for the search of the nearest among many. */
    interface Places {
        double x(int index);

        double y(int index);
    }

    /** Index of the nearest of the points within reach, -1 for none. */
    static int nearest(int size, Places places, Plot plot, double px, double py) {
        int nearest = -1;
        double least = REACH;
        for (int i = 0; i < size; i++) {
            double away = Math.hypot(plot.x(places.x(i)) - px, plot.y(places.y(i)) - py);
            if (away > least || (away == least && nearest >= 0)) continue;
            least = away;
            nearest = i;
        }
        return nearest;
    }

    double distance(Plot plot, double px, double py) {
        return Math.hypot(plot.x(x) - px, plot.y(y) - py);
    }
}
