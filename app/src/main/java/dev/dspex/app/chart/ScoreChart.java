package dev.dspex.app.chart;

import dev.dspex.app.chart.ScoreData.Evaluation;
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
 * Score of a study over calls, minutes, tokens or dollars: a step line of the best so far, rings
 * for full evaluations, plus signs for minibatches, lines for incumbent, now and cap.
 */
public final class ScoreChart extends Chart {
    private ScoreData data = ScoreData.EMPTY;

    public ScoreChart(Axis x) {
        super(x, Axis.of("", Unit.SCORE));
        refresh();
    }

    public void show(Axis x, ScoreData shown) {
        setAxisX(x);
        data = shown;
        refresh();
    }

    /** The marks that are in the chart; an empty name leaves one out. */
    public static List<LegendKey> legend(String full, String minibatch) {
        var keys = new ArrayList<LegendKey>();
        keys.add(LegendKey.step(Texts.text("chart.best_so_far")));
        if (!full.isEmpty()) keys.add(LegendKey.mark(full, Marker.RING));
        if (!minibatch.isEmpty()) keys.add(LegendKey.grey(minibatch, Marker.PLUS));
        return keys;
    }

    @Override
    protected Span spanX() {
        var span = new Span(0, Math.max(data.now(), axisX().unit().least()));
        span = span.with(Span.of(data.full(), Evaluation::x));
        span = span.with(Span.of(data.minibatches(), Evaluation::x));
        var cap = data.cap();
        if (cap != null && cap <= span.high() * 3) span = span.with(cap);
        double room = data.running() || cap != null ? 1.02 : 1.0;
        return data.running() ? Ticks.round(span, 7) : new Span(0, span.high() * room);
    }

    @Override
    protected Span spanY(Span x) {
        var span =
                Span.of(data.full(), Evaluation::score)
                        .with(Span.of(data.minibatches(), Evaluation::score));
        var incumbent = data.incumbent();
        if (incumbent != null) span = span.with(incumbent);
        if (span.isEmpty()) return new Span(0, 1);
        var rounded = Ticks.round(span.padded(0.04).wide(0.1), 4).within(0, 1).wide(0.1);
        return withRoomForBest(rounded);
    }

    /** The label of the best candidate stands above it, so it may not be at the very top. */
    private Span withRoomForBest(Span span) {
        double size = span.high() - span.low();
        double best = data.best().map(Evaluation::score).orElse(span.low());
        return best > span.high() - 0.15 * size
                ? new Span(span.low(), span.high() + 0.15 * size)
                : span;
    }

    @Override
    protected void background(GraphicsContext g, Plot plot) {
        if (!data.running() || data.full().isEmpty()) return;
        double x = plot.x(data.now());
        g.setFill(color(Paints.NEUTRAL_SUBTLE, 0.5));
        g.fillRect(x, plot.top(), plot.right() - x, plot.height());
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        var incumbent = data.incumbent();
        if (incumbent != null)
            reference(
                    g,
                    incumbent,
                    Texts.text("chart.incumbent", Figures.score(incumbent)),
                    incumbentEnd(plot),
                    Paints.MUTED,
                    2,
                    4);
        if (data.running()) now(g, plot);
        cap(g, plot);
        minibatches(g, plot);
        if (data.full().isEmpty()) return;
        bestSoFar(g, plot);
        rings(g, plot);
        data.best().ifPresent(best -> best(g, plot, best));
    }

    /**
     * Where the label of the incumbent ends: left of the cap, and of now where there is no room
     * after it.
     */
    private double incumbentEnd(Plot plot) {
        var cap = data.cap();
        double end = (cap != null && cap <= plot.spanX().high() ? plot.x(cap) : plot.right()) - 8;
        double now = plot.x(data.now());
        return data.running() && end - now < 110 && now < end ? now - 8 : end;
    }

    private void now(GraphicsContext g, Plot plot) {
        double x = plot.x(data.now());
        g.setLineWidth(1);
        g.setStroke(color(Paints.ACCENT));
        Plot.vertical(g, x, plot.top(), plot.bottom());
        g.setFill(color(Paints.MUTED));
        boolean room = x + 40 < plot.right();
        Plot.text(
                g,
                inter(12),
                Texts.text("chart.now"),
                room ? x + 8 : x - 8,
                plot.top() + 14,
                room ? TextAlignment.LEFT : TextAlignment.RIGHT);
    }

    private void cap(GraphicsContext g, Plot plot) {
        var cap = data.cap();
        if (cap == null || cap > plot.spanX().high()) return;
        g.setLineWidth(1);
        g.setStroke(color(Paints.WARN));
        g.setFill(color(Paints.WARN));
        g.setLineDashes(6, 3);
        Plot.vertical(g, plot.x(cap), plot.top(), plot.bottom());
        g.setLineDashes();
        Plot.text(
                g,
                inter(11),
                data.capLabel(),
                plot.x(cap) - 6,
                plot.bottom() - 8,
                TextAlignment.RIGHT);
    }

    private void minibatches(GraphicsContext g, Plot plot) {
        g.setLineWidth(1.3);
        var thinning = new Thinning(plot, data.minibatches().size());
        for (var point : data.minibatches()) {
            if (!thinning.draws(plot.x(point.x()), plot.y(point.score()))) continue;
            Marker.PLUS.draw(
                    g,
                    plot.x(point.x()),
                    plot.y(point.score()),
                    3,
                    color(Paints.MUTED, 0.75),
                    color(Paints.GROUND));
        }
    }

    private void bestSoFar(GraphicsContext g, Plot plot) {
        g.setStroke(color(Paints.SERIES_1));
        g.setLineWidth(2);
        g.beginPath();
        var first = data.full().getFirst();
        double top = first.score();
        g.moveTo(plot.x(first.x()), plot.y(top));
        for (var point : data.full()) {
            if (point.score() <= top) continue;
            g.lineTo(plot.x(point.x()), plot.y(top));
            top = point.score();
            g.lineTo(plot.x(point.x()), plot.y(top));
        }
        g.lineTo(plot.x(Math.max(data.now(), data.full().getLast().x())), plot.y(top));
        g.stroke();
    }

    private void rings(GraphicsContext g, Plot plot) {
        g.setLineWidth(2);
        var shown = shown();
        var thinning = new Thinning(plot, data.full().size());
        for (int i = 0; i < data.full().size(); i++) {
            var point = data.full().get(i);
            if (!thinning.draws(plot.x(point.x()), plot.y(point.score()))) continue;
            double r = shown != null && shown.index() == i ? 6.5 : 5;
            Marker.RING.draw(
                    g,
                    plot.x(point.x()),
                    plot.y(point.score()),
                    r,
                    color(Paints.SERIES_1),
                    color(Paints.GROUND));
        }
    }

    private void best(GraphicsContext g, Plot plot, Evaluation best) {
        double x = plot.x(best.x());
        double y = plot.y(best.score());
        Marker.DISC.draw(g, x, y, 6, color(Paints.SERIES_2), color(Paints.GROUND));
        g.setStroke(color(Paints.SERIES_2));
        g.setLineWidth(1);
        boolean above = y - 34 > plot.top() - 8;
        Plot.vertical(g, x, above ? y - 14 : y + 6, above ? y - 6 : y + 14);
        g.setFill(color(Paints.STRONG));
        var align =
                x + 50 > plot.right()
                        ? TextAlignment.RIGHT
                        : x - 50 < plot.left() ? TextAlignment.LEFT : TextAlignment.CENTER;
        Plot.text(
                g,
                interSemi(12),
                best.candidate() + "  " + Figures.score(best.score()),
                x,
                above ? y - 20 : y + 28,
                align);
    }

    private int size() {
        return data.full().size() + data.minibatches().size();
    }

    /** Full evaluations first, then minibatches. */
    private Evaluation at(int index) {
        int full = data.full().size();
        return index < full ? data.full().get(index) : data.minibatches().get(index - full);
    }

    private Spot spot(Evaluation point, int index) {
        var kind = Texts.text(index < data.full().size() ? "chart.full" : "chart.minibatch");
        return new Spot(
                index,
                point.x(),
                point.score(),
                point.candidate() + "  " + kind,
                List.of(
                        new Spot.Line(Texts.text("chart.score"), Figures.score(point.score())),
                        new Spot.Line(Texts.text("chart.rows"), Figures.count(point.rows())),
                        new Spot.Line(axisX().title(), axisX().unit().exact(point.x()))));
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        var places =
                new Spot.Places() {
                    @Override
                    public double x(int index) {
                        return at(index).x();
                    }

                    @Override
                    public double y(int index) {
                        return at(index).score();
                    }
                };
        return spotAt(Spot.nearest(size(), places, plot, px, py));
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        return index >= 0 && index < size()
                ? Optional.of(spot(at(index), index))
                : Optional.empty();
    }

    @Override
    public ChartTable table() {
        var rows =
                IntStream.range(0, size())
                        .mapToObj(i -> spot(at(i), i))
                        .map(
                                spot ->
                                        List.of(
                                                spot.title()
                                                        .substring(0, spot.title().indexOf("  ")),
                                                spot.title()
                                                        .substring(spot.title().indexOf("  ") + 2),
                                                spot.lines().get(0).value(),
                                                spot.lines().get(1).value(),
                                                spot.lines().get(2).value()))
                        .toList();
        return new ChartTable(
                List.of(
                        Texts.text("chart.candidate"),
                        Texts.text("chart.kind"),
                        Texts.text("chart.score"),
                        Texts.text("chart.rows"),
                        axisX().title()),
                rows);
    }

    @Override
    protected String summary() {
        return data.best()
                .map(
                        best ->
                                Texts.text(
                                        "chart.score.summary",
                                        axisX().title(),
                                        best.candidate(),
                                        Figures.score(best.score()),
                                        Figures.count(data.full().size()),
                                        Figures.count(data.minibatches().size())))
                .orElse(Texts.text("chart.score.empty", axisX().title()));
    }
}
