package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The best value so far as a step line, with a ring where it rose, and the cap ahead. */
public final class StepChart extends Chart {
    /** The best value rose to y, with what was found. */
    public record Rise(double x, double y, String found) {}

    private List<Rise> rises = List.of();
    private double now;
    private @Nullable Double cap;
    private String capLabel = "";

    public StepChart(Axis x) {
        super(x, Axis.of("", Unit.SCORE));
        refresh();
    }

    /**
     * @param best each higher than the one before
     * @param at where x stands
     * @param limit the most that x may be, null for none
     * @param limitLabel words on the line of the limit
     */
    public void show(List<Rise> best, double at, @Nullable Double limit, String limitLabel) {
        rises = List.copyOf(best);
        now = at;
        cap = limit;
        capLabel = limitLabel;
        refresh();
    }

    @Override
    protected Span spanX() {
        double end = Math.max(now, axisX().unit().least());
        return Ticks.round(new Span(0, cap == null ? end : Math.max(end, cap)), 7);
    }

    @Override
    protected Span spanY(Span x) {
        return new Span(0, 1);
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        if (cap != null) cap(g, plot, cap);
        g.setStroke(color(Paints.SERIES_1));
        g.setLineWidth(2);
        g.beginPath();
        g.moveTo(plot.x(0), plot.y(0));
        double top = 0;
        for (var rise : rises) {
            g.lineTo(plot.x(rise.x()), plot.y(top));
            top = rise.y();
            g.lineTo(plot.x(rise.x()), plot.y(top));
        }
        g.lineTo(plot.x(now), plot.y(top));
        g.stroke();
        for (var rise : rises)
            Marker.RING.draw(
                    g,
                    plot.x(rise.x()),
                    plot.y(rise.y()),
                    4.5,
                    color(Paints.SERIES_1),
                    color(Paints.GROUND));
    }

    private void cap(GraphicsContext g, Plot plot, double limit) {
        g.setLineWidth(1);
        g.setStroke(color(Paints.WARN));
        g.setFill(color(Paints.WARN));
        g.setLineDashes(6, 3);
        Plot.vertical(g, plot.x(limit), plot.top(), plot.bottom());
        g.setLineDashes();
        Plot.text(
                g, inter(11), capLabel, plot.x(limit) - 6, plot.bottom() - 8, TextAlignment.RIGHT);
    }

    private Spot spot(int index) {
        var rise = rises.get(index);
        return new Spot(
                index,
                rise.x(),
                rise.y(),
                rise.found(),
                List.of(
                        new Spot.Line(Texts.text("chart.best_value"), Figures.score(rise.y())),
                        new Spot.Line(axisX().title(), axisX().unit().exact(rise.x()))));
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        return Spot.nearest(
                IntStream.range(0, rises.size()).mapToObj(this::spot).toList(), plot, px, py);
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        return index >= 0 && index < rises.size() ? Optional.of(spot(index)) : Optional.empty();
    }

    @Override
    public ChartTable table() {
        return new ChartTable(
                List.of(Texts.text("chart.found"), Texts.text("chart.best_value"), axisX().title()),
                rises.stream()
                        .map(
                                rise ->
                                        List.of(
                                                rise.found(),
                                                Figures.score(rise.y()),
                                                axisX().unit().exact(rise.x())))
                        .toList());
    }

    @Override
    protected String summary() {
        return rises.isEmpty()
                ? Texts.text("chart.steps.empty", axisX().title())
                : Texts.text(
                        "chart.steps.summary",
                        Figures.score(rises.getLast().y()),
                        axisX().unit().exact(rises.getLast().x()),
                        axisX().title());
    }
}
