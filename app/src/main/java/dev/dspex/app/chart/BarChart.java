package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;

import java.util.List;
import java.util.Optional;

/** A few upright bars with a name below each. */
public final class BarChart extends Chart {
    public record Bar(String name, double value) {}

    private static final double WIDEST = 40;

    private final String nameTitle;
    private List<Bar> bars = List.of();

    public BarChart(String nameTitle, Axis y) {
        super(Axis.of("", Unit.COUNT), y);
        this.nameTitle = nameTitle;
        refresh();
    }

    public void show(List<Bar> shown) {
        bars = List.copyOf(shown);
        refresh();
    }

    @Override
    protected Span spanX() {
        return new Span(-0.5, Math.max(1, bars.size()) - 0.5);
    }

    @Override
    protected Span spanY(Span x) {
        var span = new Span(0, 0);
        for (var bar : bars) span = span.with(bar.value());
        return Ticks.round(new Span(0, Math.max(span.high(), axisY().unit().least())), 4);
    }

    @Override
    protected void ticksX(GraphicsContext g) {
        double width = plot().width() / Math.max(1, bars.size());
        int every = (int) Math.max(1, Math.ceil(48 / width));
        for (int i = 0; i < bars.size(); i += every)
            tickX(g, i, shortened(bars.get(i).name(), width * every));
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        double width = Math.min(WIDEST, plot.width() / Math.max(1, bars.size()) * 0.7);
        var shown = shown();
        for (int i = 0; i < bars.size(); i++) {
            double top = plot.y(bars.get(i).value());
            g.setFill(color(Paints.SERIES_1, shown == null || shown.index() == i ? 1 : 0.55));
            g.fillRect(
                    Math.rint(plot.x(i) - width / 2),
                    Math.rint(top),
                    Math.rint(width),
                    Math.max(0, Math.rint(plot.bottom()) - Math.rint(top)));
        }
    }

    /** Cut so that it fits between its neighbours; the tooltip has the whole name. */
    private static String shortened(String name, double width) {
        int letters = (int) Math.max(3, width / 6.2);
        return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        return plot.contains(px, py) ? spotAt((int) Math.rint(plot.valueX(px))) : Optional.empty();
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        if (index < 0 || index >= bars.size()) return Optional.empty();
        var bar = bars.get(index);
        return Optional.of(
                new Spot(
                        index,
                        index,
                        bar.value(),
                        bar.name(),
                        List.of(
                                new Spot.Line(
                                        axisY().title(), axisY().unit().exact(bar.value())))));
    }

    @Override
    public ChartTable table() {
        return new ChartTable(
                List.of(nameTitle, axisY().title()),
                bars.stream()
                        .map(bar -> List.of(bar.name(), axisY().unit().exact(bar.value())))
                        .toList());
    }

    @Override
    protected String summary() {
        var text = new StringBuilder(Texts.text("chart.bars.summary", axisY().title()));
        for (var bar : bars)
            text.append(' ')
                    .append(bar.name())
                    .append(' ')
                    .append(axisY().unit().exact(bar.value()))
                    .append('.');
        return text.toString();
    }
}
