package dev.dspex.report;

import dev.dspex.optimize.LineageLayout;
import dev.dspex.report.Svg.Ink;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Who came from whom, top down: the way to the best one in accent, further parents dashed. */
final class LineageChart {
    private static final int WIDTH = 672;
    private static final double LAYER = 48;
    private static final double TOP = 24;
    private static final double SIDE = 24;
    private static final double WORDS_FIT = 40;

    /** More candidates than this are told by the table alone. */
    private static final int MOST = 120;

    private LineageChart() {}

    /** Empty where no candidate has a parent, or there are too many. */
    static String of(List<Report.Candidate> candidates, @Nullable String best) {
        var parents = new LinkedHashMap<String, List<String>>();
        candidates.forEach(candidate -> parents.put(candidate.id(), candidate.parents()));
        var layout = LineageLayout.of(parents);
        return layout.edges().isEmpty() || candidates.size() > MOST
                ? ""
                : draw(
                        candidates,
                        layout,
                        best == null ? Set.of() : LineageLayout.wayUp(best, parents),
                        best == null ? "" : best);
    }

    private static String draw(
            List<Report.Candidate> candidates, LineageLayout layout, Set<String> way, String best) {
        var column = (WIDTH - 2 * SIDE) / Math.max(1, layout.width() - 1);
        var merges = layout.edges().stream().filter(LineageLayout.Edge::merge).count();
        var svg =
                new Svg(
                        WIDTH,
                        (int) (2 * TOP + (layout.layers() - 1) * LAYER + 12),
                        "Lineage of %d candidates with %d further parents, best %s"
                                .formatted(
                                        candidates.size(), merges, best.isEmpty() ? "none" : best));
        for (var edge : layout.edges()) {
            var from = layout.places().get(edge.parent());
            var to = layout.places().get(edge.child());
            if (from == null || to == null) {
                continue;
            }
            var onWay = !edge.merge() && way.contains(edge.child()) && way.contains(edge.parent());
            svg.line(
                    x(from, layout, column),
                    y(from),
                    x(to, layout, column),
                    y(to),
                    onWay ? Ink.ACCENT : Ink.BORDER,
                    onWay ? 2 : 1.3,
                    edge.merge() ? "3 3" : "");
        }
        for (var candidate : candidates) {
            var place = layout.places().get(candidate.id());
            if (place == null) {
                continue;
            }
            var x = x(place, layout, column);
            var chosen = candidate.id().equals(best);
            var onWay = way.contains(candidate.id());
            var ink = chosen ? Ink.BEST : onWay ? Ink.ACCENT : Ink.MUTED;
            svg.circle(x, y(place), chosen ? 6 : 4.5, chosen ? ink : Ink.GROUND, ink);
            if (onWay || column >= WORDS_FIT) {
                svg.text(x, y(place) + 17, "middle", Ink.MUTED, 10, chosen, words(candidate));
            }
        }
        return svg.done();
    }

    private static String words(Report.Candidate candidate) {
        return candidate.score() == null
                ? candidate.id()
                : candidate.id() + " " + Numbers.score(candidate.score());
    }

    private static double x(LineageLayout.Place place, LineageLayout layout, double column) {
        return layout.width() <= 1 ? WIDTH / 2.0 : SIDE + place.x() * column;
    }

    private static double y(LineageLayout.Place place) {
        return TOP + place.layer() * LAYER;
    }
}
