package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Paints;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Scores over time with a smoothed line, bands that name the trend, and marks that can be opened:
 * by a click, or with Page up and Page down. FX thread only.
 */
public final class TrendChart extends Chart {
    /** What is shown; times are seconds. */
    public interface Data {
        int size();

        double at(int index);

        double score(int index);

        double smooth(int index);

        /** What the point is, with its details. */
        List<Spot.Line> words(int index);

        List<Band> bands();

        List<Mark> marks();
    }

    /**
     * A trend that held for a time.
     *
     * @param tint of its ground
     */
    public record Band(double from, double to, String name, Paints tint, boolean quiet) {}

    /**
     * Something that was decided, and the line that was seen before it.
     *
     * @param number that stands in it
     * @param from beginning of the line, {@code low} and {@code high} its scores; NaN for none
     */
    public record Mark(double at, int number, double from, double low, double high) {}

    private static final double HEAD = 20;
    private static final double REACH = 12;
    private static final double MINUTES_FROM = 180;

    private final IntConsumer opened;
    private final Text ruler = new Text();
    private Data data = NoTrend.DATA;
    private double since;
    private double end = 1;
    private int open;

    /**
     * @param opened told the place of a mark, from 0, when a person opens it
     */
    public TrendChart(IntConsumer opened) {
        super(Axis.of(Texts.text("chart.seconds"), Unit.SECONDS), Axis.of("", Unit.SCORE));
        this.opened = opened;
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        refresh();
    }

    /**
     * @param from first second to show
     * @param to last second to show
     */
    public void show(Data shown, double from, double to) {
        data = shown;
        since = from;
        end = Math.max(from + 0.5, to);
        setAxisX(
                Axis.of(Texts.text(inMinutes() ? "chart.minutes" : "chart.seconds"), Unit.SECONDS));
        refresh();
    }

    /** Marks the mark with this number as the one that is open; 0 for none. */
    public void open(int number) {
        open = number;
        redraw();
    }

    /** How far from the left a second is drawn, in pixels. */
    public double placeOf(double seconds) {
        return plot().x(seconds);
    }

    private boolean inMinutes() {
        return end > MINUTES_FROM;
    }

    @Override
    protected void ticksX(GraphicsContext g) {
        double unit = inMinutes() ? 60 : 1;
        var span = new Span(since / unit, end / unit);
        var ticks = Ticks.inside(span, (int) Math.clamp(plot().width() / 80, 3, 8));
        for (int i = 0; i < ticks.count(); i++)
            tickX(g, ticks.at(i) * unit, Unit.VALUE.tick(ticks.at(i), ticks.decimals()));
    }

    @Override
    protected Span spanX() {
        return new Span(since, end);
    }

    @Override
    protected Span spanY(Span x) {
        double least = 1;
        for (int i = firstFrom(); i < data.size(); i++) least = Math.min(least, data.score(i));
        double low = least < 0.5 ? 0 : 0.5;
        return new Span(low, 1 + (1 - low) * 0.1);
    }

    /** The first point that is shown. */
    private int firstFrom() {
        int low = 0;
        int high = data.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (data.at(middle) < since) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    @Override
    protected void background(GraphicsContext g, Plot plot) {
        for (var band : data.bands()) {
            double from = Math.max(plot.left(), plot.x(band.from()));
            double to = Math.min(plot.right(), plot.x(band.to()));
            if (to - from < 1) continue;
            g.setFill(color(band.tint(), band.quiet() ? 0.05 : 0.1));
            g.fillRect(from, plot.top(), to - from, plot.height());
            g.setFill(color(band.tint(), band.quiet() ? 0.14 : 0.24));
            g.fillRect(from, plot.top() - 2, Math.max(1, to - from - 1), HEAD);
            if (width(band.name()) + 12 > to - from) continue;
            g.setFill(color(Paints.FG));
            double baseline = plot.top() + HEAD - 8;
            Plot.text(g, inter(11), band.name(), from + 6, baseline, TextAlignment.LEFT);
        }
    }

    private double width(String words) {
        ruler.setFont(inter(11));
        ruler.setText(words);
        return ruler.getLayoutBounds().getWidth();
    }

    @Override
    protected void paint(GraphicsContext g, Plot plot) {
        g.save();
        g.beginPath();
        g.rect(plot.left() - 4, 0, plot.width() + 12, plot.bottom() + 4);
        g.clip();
        int first = Math.max(0, firstFrom() - 1);
        points(g, plot, first);
        line(g, plot, first);
        g.restore();
        for (var mark : data.marks()) if (mark.at() >= since) mark(g, plot, mark);
    }

    private void points(GraphicsContext g, Plot plot, int first) {
        g.setFill(color(Paints.SUBTLE, 0.8));
        double drawn = -1;
        double height = -1;
        for (int i = first; i < data.size(); i++) {
            double x = plot.x(data.at(i));
            double y = plot.y(data.score(i));
            if (x - drawn < 0.5 && Math.abs(y - height) < 0.5) continue;
            g.fillOval(x - 2, y - 2, 4, 4);
            drawn = x;
            height = y;
        }
    }

    private void line(GraphicsContext g, Plot plot, int first) {
        if (data.size() - first < 2) return;
        SeriesStyle.FIRST.stroke(g, color(Paints.SERIES_1), 2);
        g.beginPath();
        double drawn = Double.NEGATIVE_INFINITY;
        for (int i = first; i < data.size(); i++) {
            double x = plot.x(data.at(i));
            if (x - drawn < 0.5 && i + 1 < data.size()) continue;
            if (i == first) g.moveTo(x, plot.y(data.smooth(i)));
            else g.lineTo(x, plot.y(data.smooth(i)));
            drawn = x;
        }
        g.stroke();
    }

    private void mark(GraphicsContext g, Plot plot, Mark mark) {
        double x = plot.x(mark.at());
        boolean now = mark.number() == open;
        if (!Double.isNaN(mark.from()) && mark.from() >= since) {
            g.setStroke(color(Paints.ERROR_FG));
            g.setLineWidth(1.5);
            g.setLineDashes(5, 3);
            g.strokeLine(plot.x(mark.from()), plot.y(mark.low()), x, plot.y(mark.high()));
        }
        g.setLineWidth(now ? 1.5 : 1);
        g.setLineDashes(4, 3);
        g.setStroke(color(now ? Paints.ACCENT : Paints.MUTED));
        Plot.vertical(g, x, plot.top() + HEAD - 2, plot.bottom() - 9);
        g.setLineDashes();
        double y = plot.bottom() - 10;
        double[] xs = {x, x + 10, x, x - 10};
        double[] ys = {y - 10, y, y + 10, y};
        g.setFill(color(now ? Paints.ACCENT_FILL : Paints.GROUND));
        g.fillPolygon(xs, ys, 4);
        g.setStroke(color(now ? Paints.ACCENT_FILL : Paints.FG));
        g.setLineWidth(1);
        g.strokePolygon(xs, ys, 4);
        g.setFill(now ? javafx.scene.paint.Color.WHITE : color(Paints.FG));
        var number = String.valueOf(mark.number());
        Plot.text(
                g, interSemi(number.length() > 2 ? 8 : 10), number, x, y + 4, TextAlignment.CENTER);
    }

    private void click(MouseEvent e) {
        int nearest = -1;
        double least = REACH;
        for (int i = 0; i < data.marks().size(); i++) {
            double away =
                    Math.hypot(
                            plot().x(data.marks().get(i).at()) - e.getX(),
                            plot().bottom() - 10 - e.getY());
            if (away > least) continue;
            least = away;
            nearest = i;
        }
        if (nearest >= 0) opened.accept(nearest);
    }

    @Override
    protected boolean pressed(KeyEvent e) {
        boolean back = e.getCode() == KeyCode.PAGE_UP;
        if (data.marks().isEmpty() || (!back && e.getCode() != KeyCode.PAGE_DOWN)) return false;
        int at = -1;
        for (int i = 0; i < data.marks().size(); i++)
            if (data.marks().get(i).number() == open) at = i;
        int last = data.marks().size() - 1;
        int next = at < 0 ? last : Math.clamp(back ? at - 1 : at + 1, 0, last);
        opened.accept(next);
        return true;
    }

    @Override
    protected Optional<Spot> nearest(Plot plot, double px, double py) {
        int first = firstFrom();
        int found =
                Spot.nearest(
                        data.size() - first,
                        new Spot.Places() {
                            @Override
                            public double x(int index) {
                                return data.at(first + index);
                            }

                            @Override
                            public double y(int index) {
                                return data.score(first + index);
                            }
                        },
                        plot,
                        px,
                        py);
        return found < 0 ? Optional.empty() : spotAt(first + found);
    }

    @Override
    protected Optional<Spot> spotAt(int index) {
        if (index < 0 || index >= data.size()) return Optional.empty();
        var words = data.words(index);
        return Optional.of(
                new Spot(
                        index,
                        data.at(index),
                        data.score(index),
                        words.getFirst().value(),
                        words.subList(1, words.size())));
    }

    @Override
    public ChartTable table() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < data.size(); i++)
            rows.add(data.words(i).stream().map(Spot.Line::value).toList());
        var columns =
                data.size() == 0
                        ? List.<String>of()
                        : data.words(0).stream().map(Spot.Line::label).toList();
        return new ChartTable(columns, rows);
    }

    @Override
    protected String summary() {
        if (data.size() == 0) return Texts.text("chart.trend.none");
        var trend = data.bands().isEmpty() ? "" : data.bands().getLast().name();
        return Texts.text(
                "chart.trend.summary",
                data.size(),
                Unit.SCORE.exact(data.smooth(data.size() - 1)),
                trend,
                data.marks().size());
    }
}
