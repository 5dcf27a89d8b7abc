package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines over a common x, thinned to the pixels there are, so that a million points can be panned.
 * Wheel zooms, drag pans, double click or 0 shows everything; while everything is shown it follows.
 */
public final class LineChart extends Chart {
    /** One line; add to its points, then call {@link Chart#refresh()}. */
    public record Line(String name, Points points) {}

    private record Reference(String label, double value) {}

    private static final int MARKERS_UP_TO = 60;
    private static final int TABLE_ROWS = 2000;

    private final List<Line> lines = new ArrayList<>();
    private final Decimation decimation = new Decimation();
    private @Nullable Span fixedY;
    private @Nullable Reference reference;
    private @Nullable Span window;
    private double dragFrom = Double.NaN;
    private Span dragWindow = Span.EMPTY;

    public LineChart(Axis x, Axis y) {
        super(x, y);
        addEventHandler(ScrollEvent.SCROLL, this::zoom);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> dragFrom = Double.NaN);
        refresh();
    }

    /** Adds a line; from the seventh on they are grey and share one legend entry. */
    public Line line(String name) {
        var line = new Line(name, new Points());
        lines.add(line);
        return line;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public void clear() {
        lines.clear();
        window = null;
    }

    /** Fixes the range of y; null lets it follow the lines. */
    public void setSpanY(@Nullable Span span) {
        fixedY = span;
    }

    public void setReference(String label, double value) {
        reference = new Reference(label, value);
    }

    public List<LegendKey> legend() {
        if (lines.size() < 2) return List.of();
        var keys = new ArrayList<LegendKey>();
        for (int i = 0; i < Math.min(lines.size(), SeriesStyle.COUNT); i++)
            keys.add(LegendKey.line(lines.get(i).name(), SeriesStyle.of(i)));
        return keys;
    }

    @Override
    protected Span spanX() {
        var shown = window;
        return shown != null ? shown : everything();
    }

    private Span everything() {
        var all = Span.EMPTY;
        for (var line : lines) all = all.with(line.points().spanX());
        return all.wide(axisX().unit().least());
    }

    @Override
    protected Span spanY(Span x) {
        if (fixedY != null) return fixedY;
        var all = Span.EMPTY;
        for (var line : lines) {
            var points = line.points();
            if (window == null && points.size() < 100_000) {
                all = all.with(points.spanY());
                continue;
            }
            thin(points, x, 600);
            for (int i = 0; i < decimation.size(); i++)
                all = all.with(points.y(decimation.index(i)));
        }
        var unit = axisY().unit();
        if (unit != Unit.SCORE) all = all.with(0);
        var round = Ticks.round(all.wide(unit.least()), 4);
        return unit == Unit.SCORE ? round.within(0, 1).wide(unit.least()) : round;
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        if (reference != null)
            reference(
                    g, reference.value(), reference.label(), plot.right() - 20, Paints.MUTED, 2, 4);
        g.beginPath();
        g.rect(plot.left() - 6, plot.top() - 8, plot.width() + 12, plot.height() + 16);
        g.clip();
        for (int i = lines.size() - 1; i >= 0; i--) line(g, plot, lines.get(i).points(), i);
    }

    private void line(GraphicsContext g, Plot plot, Points points, int place) {
        thin(points, plot.spanX(), (int) plot.width());
        var style = SeriesStyle.of(place);
        var ink = place < SeriesStyle.COUNT ? color(style.paint()) : color(Paints.SUBTLE, 0.6);
        style.stroke(g, ink, 2);
        g.beginPath();
        for (int i = 0; i < decimation.size(); i++) {
            int at = decimation.index(i);
            if (i == 0) g.moveTo(plot.x(points.x(at)), plot.y(points.y(at)));
            else g.lineTo(plot.x(points.x(at)), plot.y(points.y(at)));
        }
        g.stroke();
        g.setLineDashes();
        if (decimation.size() > MARKERS_UP_TO) return;
        for (int i = 0; i < decimation.size(); i++) {
            int at = decimation.index(i);
            style.marker()
                    .draw(
                            g,
                            plot.x(points.x(at)),
                            plot.y(points.y(at)),
                            4,
                            ink,
                            color(Paints.GROUND));
        }
    }

    /** One more point on each side, so that lines run out of the picture. */
    private void thin(Points points, Span x, int columns) {
        int from = Math.max(0, points.firstFrom(x.low()) - 1);
        int to = Math.min(points.size(), points.firstFrom(Math.nextUp(x.high())) + 1);
        decimation.thin(points, from, Math.max(from, to), x, columns);
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        var found = new ArrayList<Spot>();
        int offset = 0;
        for (var line : lines) {
            var points = line.points();
            int from = points.firstFrom(plot.valueX(px - Spot.REACH));
            int to = Math.min(points.firstFrom(plot.valueX(px + Spot.REACH)), from + 5000);
            int best = -1;
            double least = Spot.REACH;
            for (int i = from; i < to; i++) {
                double far = Math.hypot(plot.x(points.x(i)) - px, plot.y(points.y(i)) - py);
                if (far > least) continue;
                least = far;
                best = i;
            }
            if (best >= 0) found.add(spot(line, best, offset + best));
            offset += points.size();
        }
        return Spot.nearest(found, plot, px, py);
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        int rest = index;
        for (var line : lines) {
            if (rest >= 0 && rest < line.points().size())
                return Optional.of(spot(line, rest, index));
            rest -= line.points().size();
        }
        return Optional.empty();
    }

    private Spot spot(Line line, int at, int index) {
        double x = line.points().x(at);
        double y = line.points().y(at);
        var rows =
                List.of(
                        new Spot.Line(axisX().title(), axisX().unit().exact(x)),
                        new Spot.Line(axisY().title(), axisY().unit().exact(y)));
        return new Spot(
                index,
                x,
                y,
                line.name(),
                rows.stream().filter(row -> !row.label().isEmpty()).toList());
    }

    @Override
    public ChartTable table() {
        var rows = new ArrayList<List<String>>();
        for (var line : lines) {
            var points = line.points();
            decimation.thin(
                    points,
                    0,
                    points.size(),
                    points.spanX().wide(1e-9),
                    TABLE_ROWS / 4 / lines.size());
            for (int i = 0; i < decimation.size(); i++) {
                int at = decimation.index(i);
                rows.add(
                        List.of(
                                line.name(),
                                axisX().unit().exact(points.x(at)),
                                axisY().unit().exact(points.y(at))));
            }
        }
        return new ChartTable(
                List.of(Texts.text("chart.line"), axisX().title(), axisY().title()), rows);
    }

    @Override
    protected String summary() {
        var text =
                new StringBuilder(
                        Texts.text("chart.line.summary", axisY().title(), axisX().title()));
        for (var line : lines) {
            var points = line.points();
            if (!points.isEmpty())
                text.append(' ')
                        .append(
                                Texts.text(
                                        "chart.line.last",
                                        line.name(),
                                        axisY().unit().exact(points.y(points.size() - 1))));
        }
        return text.toString();
    }

    private void zoom(ScrollEvent e) {
        if (e.getDeltaY() == 0) return;
        zoomAt(plot().valueX(e.getX()), e.getDeltaY() > 0 ? 0.8 : 1.25);
        e.consume();
    }

    private void zoomAt(double middle, double factor) {
        var now = spanX();
        var all = everything();
        var next =
                new Span(
                        middle - (middle - now.low()) * factor,
                        middle + (now.high() - middle) * factor);
        window = next.length() >= all.length() ? null : next;
        redraw();
    }

    private void press(MouseEvent e) {
        if (e.getClickCount() == 2) window = null;
        dragFrom = e.getX();
        dragWindow = spanX();
        redraw();
    }

    private void drag(MouseEvent e) {
        if (window == null || Double.isNaN(dragFrom)) return;
        double by = (dragFrom - e.getX()) / plot().width() * dragWindow.length();
        window = new Span(dragWindow.low() + by, dragWindow.high() + by);
        redraw();
    }

    @Override
    protected boolean pressed(KeyEvent e) {
        double middle = (spanX().low() + spanX().high()) / 2;
        switch (e.getCode()) {
            case PLUS, EQUALS, ADD -> zoomAt(middle, 0.8);
            case MINUS, SUBTRACT -> zoomAt(middle, 1.25);
            case DIGIT0, NUMPAD0 -> {
                window = null;
                redraw();
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
