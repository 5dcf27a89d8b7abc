package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Score against what it costs: the front as diamonds and a step line, dominated points as rings in
 * a tinted area.
 */
public final class ParetoChart extends Chart {
    /**
     * One candidate: lower x and higher score are better.
     *
     * @param tied whether it is best on some row, if not on the whole
     */
    public record Candidate(String id, double x, double score, boolean tied) {
        public Candidate(String id, double x, double score) {
            this(id, x, score, false);
        }

        boolean dominates(Candidate other) {
            return x <= other.x && score >= other.score && (x < other.x || score > other.score);
        }
    }

    private ParetoPoints points = ParetoPoints.NONE;

    public ParetoChart(Axis x) {
        super(x, Axis.of("", Unit.SCORE));
        refresh();
    }

    public void show(Axis x, List<Candidate> candidates) {
        show(x, ParetoPoints.of(candidates));
    }

    /** With candidates whose front is known. */
    public void show(Axis x, ParetoPoints shown) {
        setAxisX(x);
        points = shown;
        refresh();
    }

    /** Candidates that no other one dominates, by x; of equals the first. */
    public static List<Candidate> front(List<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort(
                (a, b) -> {
                    int order = Double.compare(a.x, b.x);
                    return order == 0 ? Double.compare(b.score, a.score) : order;
                });
        var front = new ArrayList<Candidate>();
        double best = Double.NEGATIVE_INFINITY;
        for (var candidate : sorted) {
            if (candidate.score() <= best) continue;
            front.add(candidate);
            best = candidate.score();
        }
        return front;
    }

    /**
     * @param tied whether some candidates are best on some row only
     */
    public static List<LegendKey> legend(boolean tied) {
        var front = LegendKey.mark(Texts.text("chart.on_front"), Marker.DIAMOND);
        var dominated = LegendKey.grey(Texts.text("chart.dominated"), Marker.RING);
        return tied
                ? List.of(front, LegendKey.mark(Texts.text("chart.tied"), Marker.RING), dominated)
                : List.of(front, dominated);
    }

    private String kind(int index) {
        return Texts.text(
                points.onFront().get(index)
                        ? "chart.on_front"
                        : points.all().get(index).tied() ? "chart.tied" : "chart.dominated");
    }

    @Override
    protected Span spanX() {
        var span = Span.of(points.all(), Candidate::x).with(0);
        return new Span(0, span.length() == 0 ? 1 : span.high() * 1.15);
    }

    @Override
    protected Span spanY(Span x) {
        var span = Span.of(points.all(), Candidate::score);
        return span.isEmpty()
                ? new Span(0, 1)
                : Ticks.round(span.wide(0.1), 4).within(0, 1).wide(0.1);
    }

    @Override
    protected void background(GraphicsContext g, Plot plot) {
        var front = points.front();
        if (front.isEmpty()) return;
        g.setFill(color(Paints.SERIES_1, 0.07));
        g.beginPath();
        steps(g, plot);
        g.lineTo(plot.right(), plot.bottom());
        g.lineTo(plot.x(front.getFirst().x()), plot.bottom());
        g.fill();
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        var front = points.front();
        if (front.isEmpty()) return;
        g.setStroke(color(Paints.SERIES_1));
        g.setLineWidth(1.75);
        g.beginPath();
        steps(g, plot);
        g.stroke();
        g.setLineWidth(1.5);
        var thinning = new Thinning(plot, points.all().size());
        for (int i = 0; i < points.all().size(); i++) {
            var candidate = points.all().get(i);
            double x = plot.x(candidate.x());
            double y = plot.y(candidate.score());
            if (points.onFront().get(i) || !thinning.draws(x, y)) continue;
            var ink = color(candidate.tied() ? Paints.SERIES_1 : Paints.MUTED);
            Marker.RING.draw(g, x, y, 4, ink, color(Paints.GROUND));
        }
        double[] last = {Double.NaN, Double.NaN};
        for (int i = front.size() - 1; i >= 0; i--)
            member(g, plot, front.get(i), i == front.size() - 1, last);
    }

    private void steps(GraphicsContext g, Plot plot) {
        var front = points.front();
        double y = plot.y(front.getFirst().score());
        g.moveTo(plot.x(front.getFirst().x()), y);
        for (var candidate : front) {
            g.lineTo(plot.x(candidate.x()), y);
            y = plot.y(candidate.score());
            g.lineTo(plot.x(candidate.x()), y);
        }
        g.lineTo(plot.right(), y);
    }

    /** A label is left out where it would stand on the last one. */
    private void member(
            GraphicsContext g, Plot plot, Candidate candidate, boolean best, double[] last) {
        double x = plot.x(candidate.x());
        double y = plot.y(candidate.score());
        Marker.DIAMOND.draw(
                g,
                x,
                y,
                best ? 5 : 4,
                color(best ? Paints.SERIES_2 : Paints.SERIES_1),
                color(Paints.GROUND));
        if (Math.abs(x - last[0]) < 40 && Math.abs(y - last[1]) < 40) return;
        last[0] = x;
        last[1] = y;
        g.setFill(color(best ? Paints.STRONG : Paints.MUTED));
        if (best) Plot.text(g, interSemi(11), candidate.id(), x + 9, y - 8, TextAlignment.LEFT);
        else Plot.text(g, inter(11), candidate.id(), x + 9, y + 16, TextAlignment.LEFT);
    }

    private Spot spot(int index) {
        var candidate = points.all().get(index);
        return new Spot(
                index,
                candidate.x(),
                candidate.score(),
                candidate.id() + "  " + kind(index),
                List.of(
                        new Spot.Line(Texts.text("chart.score"), Figures.score(candidate.score())),
                        new Spot.Line(axisX().title(), axisX().unit().exact(candidate.x()))));
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        var all = points.all();
        var places =
                new Spot.Places() {
                    @Override
                    public double x(int index) {
                        return all.get(index).x();
                    }

                    @Override
                    public double y(int index) {
                        return all.get(index).score();
                    }
                };
        return spotAt(Spot.nearest(all.size(), places, plot, px, py));
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        return index >= 0 && index < points.all().size()
                ? Optional.of(spot(index))
                : Optional.empty();
    }

    @Override
    public ChartTable table() {
        var all = points.all();
        var rows =
                IntStream.range(0, all.size())
                        .mapToObj(
                                i ->
                                        List.of(
                                                all.get(i).id(),
                                                axisX().unit().exact(all.get(i).x()),
                                                Figures.score(all.get(i).score()),
                                                kind(i)))
                        .toList();
        return new ChartTable(
                List.of(
                        Texts.text("chart.candidate"),
                        axisX().title(),
                        Texts.text("chart.score"),
                        Texts.text("chart.kind")),
                rows);
    }

    @Override
    protected String summary() {
        var front = points.front();
        return front.isEmpty()
                ? Texts.text("chart.pareto.empty")
                : Texts.text(
                        "chart.pareto.summary",
                        axisX().title(),
                        Figures.count(points.all().size()),
                        Figures.count(front.size()),
                        front.getLast().id(),
                        Figures.score(front.getLast().score()));
    }
}
