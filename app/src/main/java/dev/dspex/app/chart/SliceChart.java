package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;

import java.util.List;
import java.util.Optional;

/** The score of each candidate against one variable, whose values are numbers or choices. */
public final class SliceChart extends Chart {
    /** A candidate with its value; for choices the value is the index of its choice. */
    public record Point(String name, double x, double score, String value) {}

    private List<Point> points = List.of();
    private List<String> choices = List.of();

    public SliceChart() {
        super(Axis.of("", Unit.VALUE), Axis.of("", Unit.SCORE));
        refresh();
    }

    /**
     * @param choices names of 0, 1, …; empty for numbers
     */
    public void show(String variable, List<Point> shown, List<String> choices) {
        setAxisX(Axis.of(variable, Unit.VALUE));
        points = List.copyOf(shown);
        this.choices = List.copyOf(choices);
        refresh();
    }

    @Override
    protected Span spanX() {
        if (!choices.isEmpty()) return new Span(-0.5, choices.size() - 0.5);
        var span = Span.of(points, Point::x);
        return span.isEmpty() ? new Span(0, 1) : span.wide(1e-9).padded(0.05);
    }

    @Override
    protected Span spanY(Span x) {
        var span = Span.of(points, Point::score);
        return span.isEmpty()
                ? new Span(0, 1)
                : Ticks.round(span.padded(0.08).wide(0.1), 4).within(0, 1).wide(0.1);
    }

    @Override
    protected void ticksX(GraphicsContext g) {
        if (choices.isEmpty()) {
            super.ticksX(g);
            return;
        }
        double room = plot().width() / choices.size();
        for (int i = 0; i < choices.size(); i++) {
            var name = choices.get(i);
            int letters = (int) Math.max(3, room / 6.4);
            tickX(g, i, name.length() <= letters ? name : name.substring(0, letters - 1) + "…");
        }
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        g.setLineWidth(1.5);
        var thinning = new Thinning(plot, points.size());
        Point best = null;
        for (var point : points) {
            if (best == null || point.score() > best.score()) best = point;
            double x = plot.x(point.x());
            double y = plot.y(point.score());
            if (thinning.draws(x, y))
                Marker.RING.draw(g, x, y, 4, color(Paints.SERIES_1), color(Paints.GROUND));
        }
        if (best != null)
            Marker.DISC.draw(
                    g,
                    plot.x(best.x()),
                    plot.y(best.score()),
                    5,
                    color(Paints.SERIES_2),
                    color(Paints.GROUND));
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        var places =
                new Spot.Places() {
                    @Override
                    public double x(int index) {
                        return points.get(index).x();
                    }

                    @Override
                    public double y(int index) {
                        return points.get(index).score();
                    }
                };
        return spotAt(Spot.nearest(points.size(), places, plot, px, py));
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        if (index < 0 || index >= points.size()) return Optional.empty();
        var point = points.get(index);
        return Optional.of(
                new Spot(
                        index,
                        point.x(),
                        point.score(),
                        point.name(),
                        List.of(
                                new Spot.Line(
                                        Texts.text("chart.score"), Figures.score(point.score())),
                                new Spot.Line(axisX().title(), point.value()))));
    }

    @Override
    public ChartTable table() {
        return table(axisX().title(), points);
    }

    public static ChartTable table(String variable, List<Point> points) {
        return new ChartTable(
                List.of(Texts.text("chart.candidate"), variable, Texts.text("chart.score")),
                points.stream()
                        .map(p -> List.of(p.name(), p.value(), Figures.score(p.score())))
                        .toList());
    }

    @Override
    protected String summary() {
        return Texts.text("chart.slice.summary", axisX().title(), Figures.count(points.size()));
    }
}
