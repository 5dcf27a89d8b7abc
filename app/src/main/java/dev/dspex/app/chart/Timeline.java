package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * What was done when, in lanes. Of what lies within one pixel one is drawn, so there may be any
 * number. Left and right walk, a click or Enter chooses. FX thread only.
 */
public final class Timeline extends TipCanvas {
    /** What is shown, in the order it ended. Times are seconds from the start. */
    public interface Data {
        /** The name of each lane, empty for one that goes on with the one above. */
        List<String> lanes();

        int size();

        int lane(int index);

        double from(int index);

        double to(int index);

        Paints paint(int index);

        /** What it was, with its details. */
        List<Spot.Line> words(int index);

        /** When the last of it ended; 0 where there is none. */
        default double end() {
            double end = 0;
            for (int i = 0; i < size(); i++) end = Math.max(end, to(i));
            return end;
        }

        /** What concerns all lanes from a time on. */
        default List<Mark> marks() {
            return List.of();
        }
    }

    /**
     * Something that concerns all lanes.
     *
     * @param at seconds from the start
     */
    public record Mark(double at, String words) {}

    private static final double LEFT = 64;
    private static final double RIGHT = 16;
    private static final double TOP = 10;
    private static final double BOTTOM = 36;
    private static final double HIGHEST = 28;

    private final IntConsumer chosen;
    private final double left;
    private Data data = TimelineNothing.DATA;
    private int at = -1;

    public Timeline(IntConsumer chosen) {
        this(chosen, LEFT);
    }

    /**
     * @param left room for the names of the lanes, in pixels
     */
    public Timeline(IntConsumer chosen, double left) {
        this.chosen = chosen;
        this.left = left;
        getStyleClass().add("chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(indexAt(e.getX(), e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> point(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::redraw);
    }

    public void show(Data shown) {
        data = shown;
        if (at >= data.size()) at = -1;
        say();
        redraw();
    }

    /** Index of what the tooltip stands at, -1 for none. */
    public int shown() {
        return at;
    }

    private double laneHeight() {
        return Math.min(HIGHEST, (getHeight() - TOP - BOTTOM) / Math.max(1, data.lanes().size()));
    }

    private double end() {
        return Math.max(0.001, data.end());
    }

    private Plot plot() {
        return new Plot(
                left,
                TOP,
                Math.max(left + 1, getWidth() - RIGHT),
                Math.max(TOP + 1, getHeight() - BOTTOM),
                new Span(0, end()),
                new Span(0, 1));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        var plot = plot();
        double high = laneHeight();
        lanes(g, plot, high);
        var drawn = new double[data.lanes().size()];
        Arrays.fill(drawn, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < data.size(); i++) {
            int lane = data.lane(i);
            double from = plot.x(data.from(i));
            double to = Math.max(plot.x(data.to(i)), from + 1);
            if (to <= drawn[lane] + 0.5) continue;
            drawn[lane] = to;
            g.setFill(color(data.paint(i)));
            double gap = to - from > 4 ? 1 : 0;
            g.fillRect(from, TOP + lane * high + 1, to - from - gap, Math.max(1, high - 2));
        }
        marks(g, plot);
        axis(g, plot, width, height);
        if (isFocused()) {
            g.setLineWidth(2);
            g.setStroke(color(Paints.ACCENT_FILL));
            g.strokeRoundRect(1, 1, width - 2, height - 2, 10, 10);
        }
        if (at >= 0) marked(g, plot, high, width, height);
    }

    private void lanes(GraphicsContext g, Plot plot, double high) {
        for (int i = 0; i < data.lanes().size(); i++) {
            var name = data.lanes().get(i);
            if (name.isEmpty()) continue;
            double y = TOP + i * high;
            g.setLineWidth(1);
            g.setStroke(color(Paints.GRID));
            if (i > 0) Plot.horizontal(g, 8, plot.right(), y);
            g.setFill(color(Paints.MUTED));
            Plot.text(g, mono(11), name, plot.left() - 10, y + 13, TextAlignment.RIGHT);
        }
    }

    private void marks(GraphicsContext g, Plot plot) {
        g.setLineWidth(1.5);
        g.setLineDashes(4, 3);
        g.setStroke(color(Paints.STRONG));
        g.setFill(color(Paints.STRONG));
        for (var mark : data.marks()) {
            double x = plot.x(mark.at());
            Plot.vertical(g, x, plot.top(), plot.bottom());
            boolean left = x > plot.right() - 80;
            Plot.text(
                    g,
                    inter(11),
                    mark.words(),
                    left ? x - 5 : x + 5,
                    plot.bottom() - 5,
                    left ? TextAlignment.RIGHT : TextAlignment.LEFT);
        }
        g.setLineDashes();
    }

    private void axis(GraphicsContext g, Plot plot, double width, double height) {
        boolean minutes = plot.spanX().high() > 180;
        double unit = minutes ? 60 : 1;
        var span = new Span(0, plot.spanX().high() / unit);
        var ticks = Ticks.inside(span, (int) Math.clamp(plot.width() / 80, 3, 8));
        g.setStroke(color(Paints.BORDER));
        g.setLineWidth(1);
        Plot.horizontal(g, plot.left(), plot.right(), plot.bottom());
        if (data.size() == 0) return;
        for (int i = 0; i < ticks.count(); i++) {
            double x = plot.x(ticks.at(i) * unit);
            Plot.vertical(g, x, plot.bottom(), plot.bottom() + 4);
            g.setFill(color(Paints.MUTED));
            Plot.text(
                    g,
                    inter(11),
                    Unit.VALUE.tick(ticks.at(i), ticks.decimals()),
                    x,
                    plot.bottom() + 16,
                    TextAlignment.CENTER);
        }
        Plot.text(
                g,
                inter(11),
                Texts.text(minutes ? "chart.minutes" : "chart.seconds"),
                width - RIGHT,
                height - 4,
                TextAlignment.RIGHT);
    }

    private void marked(GraphicsContext g, Plot plot, double high, double width, double height) {
        double from = plot.x(data.from(at));
        double y = TOP + data.lane(at) * high;
        double wide = Math.max(2, plot.x(data.to(at)) - from);
        g.setStroke(color(Paints.STRONG));
        g.setLineWidth(1.5);
        g.strokeRect(from - 0.5, y + 0.5, wide, Math.max(2, high - 1));
        tip(g, spot(at), from + wide, y + high, width, height);
    }

    private Spot spot(int index) {
        var words = data.words(index);
        return new Spot(index, 0, 0, words.getFirst().value(), words.subList(1, words.size()));
    }

    private int indexAt(double px, double py) {
        int lane = (int) Math.floor((py - TOP) / laneHeight());
        if (lane < 0 || lane >= data.lanes().size()) return -1;
        var plot = plot();
        double from = plot.valueX(px - 2);
        double to = plot.valueX(px + 2);
        int found = -1;
        for (int i = 0; i < data.size(); i++)
            if (data.lane(i) == lane && data.from(i) <= to && data.to(i) >= from) found = i;
        return found;
    }

    private void point(int index) {
        if (index == at) return;
        at = index;
        say();
        redraw();
    }

    private void press(MouseEvent e) {
        requestFocus();
        int index = indexAt(e.getX(), e.getY());
        if (index >= 0) chosen.accept(index);
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> point(Math.max(0, at - 1));
            case RIGHT -> point(Math.min(data.size() - 1, at + 1));
            case ENTER -> {
                if (at >= 0) chosen.accept(at);
            }
            case ESCAPE -> point(-1);
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void say() {
        setAccessibleText(
                at >= 0
                        ? spot(at).words()
                        : Texts.text(
                                "chart.timeline.summary",
                                Figures.count(data.size()),
                                Figures.count(data.lanes().size()),
                                Figures.seconds(end())));
    }
}
