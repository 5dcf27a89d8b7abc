package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parallel coordinates: an axis for each variable and the score as the last, a line for each
 * candidate. Dragging along an axis keeps the lines that pass there; a click on the axis, or
 * Escape, lets all pass again. Left and right choose an axis, up and down raise and lower where
 * lines have to pass. FX thread only.
 */
public final class ParallelChart extends TipCanvas {
    /** A value with its place on the axis, from 0 at the foot to 1. */
    public record Tick(double at, String text) {}

    public record Coordinate(String name, List<Tick> ticks) {
        public Coordinate {
            ticks = List.copyOf(ticks);
        }
    }

    private static final double TOP = 44;
    private static final double BOTTOM = 20;
    private static final double SIDE = 56;
    private static final double REACH = 14;

    private final Consumer<Set<String>> brushed;
    private final Consumer<String> chosen;
    private ParallelLines lines = ParallelLines.NONE;
    private int focused = -1;
    private int dragged = -1;
    private double pressedAt;
    private int hovered = -1;
    private String marked = "";

    /**
     * @param brushed told of the names of the lines that pass; empty where nothing is asked of them
     * @param chosen told of the name of a line that was clicked
     */
    public ParallelChart(Consumer<Set<String>> brushed, Consumer<String> chosen) {
        this.brushed = brushed;
        this.chosen = chosen;
        getStyleClass().add("chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> hover(lineAt(e.getX(), e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> hover(-1));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::redraw);
    }

    /** Brushes stay where the axes are the same ones. */
    public void show(ParallelLines shown) {
        shown.keepBrushes(lines);
        lines = shown;
        hovered = -1;
        focused = Math.min(focused, lines.axes().size() - 1);
        say();
        redraw();
    }

    public void mark(String name) {
        if (marked.equals(name)) return;
        marked = name;
        redraw();
    }

    public void clearBrushes() {
        lines.clearBrushes();
        tell();
    }

    /** Asks lines to pass between two places of an axis, from 0 to 1. */
    public void brush(int axis, double low, double high) {
        lines.brush(axis, low, high);
        tell();
    }

    private void tell() {
        brushed.accept(lines.brushed() ? lines.passing() : Set.of());
        say();
        redraw();
    }

    private double x(int axis) {
        int gaps = Math.max(1, lines.axes().size() - 1);
        return Math.rint(SIDE + axis * (getWidth() - 2 * SIDE) / gaps);
    }

    private double y(double at) {
        return getHeight() - BOTTOM - at * (getHeight() - TOP - BOTTOM);
    }

    private double at(double y) {
        return Math.clamp((getHeight() - BOTTOM - y) / (getHeight() - TOP - BOTTOM), 0, 1);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (lines.axes().isEmpty()) return;
        g.setLineCap(StrokeLineCap.BUTT);
        var drawn = lines.drawn();
        for (int line : drawn)
            if (!lines.passes(line)) stroke(g, line, color(Paints.BORDER, 0.55), 1);
        var ground = color(Paints.GROUND);
        var full = color(Paints.SERIES_1);
        for (int line : drawn)
            if (lines.passes(line))
                stroke(g, line, ground.interpolate(full, 0.25 + 0.7 * lines.score(line)), 1.25);
        special(g, lines.indexOf(marked), color(Paints.ACCENT), 2.5);
        special(g, lines.best(), color(Paints.SERIES_2), 2.5);
        special(g, hovered, color(Paints.STRONG), 2);
        for (int axis = 0; axis < lines.axes().size(); axis++) axis(g, axis);
        if (isFocused()) {
            g.setLineWidth(2);
            g.setStroke(color(Paints.ACCENT_FILL));
            g.strokeRoundRect(1, 1, width - 2, height - 2, 10, 10);
        }
        if (hovered >= 0) tip(g, hovered, width, height);
    }

    private void special(GraphicsContext g, int line, Color ink, double width) {
        if (line >= 0 && lines.passes(line)) stroke(g, line, ink, width);
    }

    private void stroke(GraphicsContext g, int line, Color ink, double width) {
        g.setStroke(ink);
        g.setLineWidth(width);
        g.beginPath();
        boolean on = false;
        for (int axis = 0; axis < lines.axes().size(); axis++) {
            double at = lines.at(line, axis);
            if (Double.isNaN(at)) on = false; // a variable that is not in force
            else if (on) g.lineTo(x(axis), y(at));
            else g.moveTo(x(axis), y(at));
            on |= !Double.isNaN(at);
        }
        g.stroke();
    }

    private void axis(GraphicsContext g, int index) {
        var axis = lines.axes().get(index);
        double x = x(index);
        boolean last = index == lines.axes().size() - 1;
        g.setStroke(color(index == focused && isFocused() ? Paints.ACCENT : Paints.SUBTLE));
        g.setLineWidth(1);
        Plot.vertical(g, x, y(1), y(0));
        var brush = lines.brush(index);
        if (brush != null) {
            g.setFill(color(Paints.ACCENT, 0.22));
            g.fillRect(x - 7, y(brush.high()), 14, Math.max(2, y(brush.low()) - y(brush.high())));
            g.setStroke(color(Paints.ACCENT));
            g.strokeRect(
                    x - 6.5, y(brush.high()), 13, Math.max(2, y(brush.low()) - y(brush.high())));
        }
        g.setFill(color(Paints.STRONG));
        var name = axis.name().length() > 18 ? axis.name().substring(0, 17) + "…" : axis.name();
        Plot.text(g, mono(11), name, x, 22, TextAlignment.CENTER);
        double free = Double.POSITIVE_INFINITY;
        for (var tick : axis.ticks()) {
            if (Math.abs(y(tick.at()) - free) < 14) continue;
            free = y(tick.at());
            label(g, tick.text(), last ? x - 8 : x + 8, free + 4, last);
        }
    }

    /** On a ground of its own, as lines pass behind it. */
    private void label(GraphicsContext g, String text, double x, double y, boolean left) {
        var shown = text.length() > 16 ? text.substring(0, 15) + "…" : text;
        double wide = shown.length() * 6.6 * textScale();
        g.setFill(color(Paints.GROUND, 0.78));
        g.fillRect(left ? x - wide - 2 : x - 2, y - 11, wide + 4, 15);
        g.setFill(color(Paints.MUTED));
        Plot.text(g, mono(11), shown, x, y, left ? TextAlignment.RIGHT : TextAlignment.LEFT);
    }

    private void tip(GraphicsContext g, int line, double width, double height) {
        var rows = new ArrayList<Spot.Line>();
        for (int i = 0; i < lines.axes().size(); i++)
            rows.add(new Spot.Line(lines.axes().get(i).name(), lines.text(line, i)));
        tip(g, new Spot(0, 0, 0, lines.name(line), rows), width / 2, height / 3, width, height);
    }

    private int axisAt(double x) {
        for (int i = 0; i < lines.axes().size(); i++) if (Math.abs(x(i) - x) <= REACH) return i;
        return -1;
    }

    /** The line that passes nearest, within 6 px; -1 for none. */
    private int lineAt(double px, double py) {
        int left = -1;
        for (int i = 0; i + 1 < lines.axes().size(); i++)
            if (px >= x(i) && px <= x(i + 1)) left = i;
        if (left < 0) return -1;
        double share = (px - x(left)) / Math.max(1, x(left + 1) - x(left));
        int nearest = -1;
        double least = 6;
        for (int line : lines.drawn()) {
            if (!lines.passes(line)) continue;
            double from = y(lines.at(line, left));
            double away = Math.abs(from + share * (y(lines.at(line, left + 1)) - from) - py);
            if (away < least) {
                least = away;
                nearest = line;
            }
        }
        return nearest;
    }

    private void hover(int line) {
        if (line == hovered) return;
        hovered = line;
        redraw();
    }

    private void press(MouseEvent e) {
        requestFocus();
        dragged = axisAt(e.getX());
        pressedAt = e.getY();
        if (dragged >= 0) focused = dragged;
        else if (hovered >= 0) chosen.accept(lines.name(hovered));
        redraw();
    }

    private void drag(MouseEvent e) {
        if (dragged < 0 || Math.abs(e.getY() - pressedAt) < 4) return;
        double a = at(pressedAt);
        double b = at(e.getY());
        lines.brush(dragged, Math.min(a, b), Math.max(a, b));
        redraw();
    }

    private void release(MouseEvent e) {
        if (dragged < 0) return;
        if (Math.abs(e.getY() - pressedAt) < 4) lines.clearBrush(dragged);
        dragged = -1;
        tell();
    }

    private void key(KeyEvent e) {
        int count = lines.axes().size();
        if (count == 0) return;
        switch (e.getCode()) {
            case LEFT -> focused = Math.max(0, focused - 1);
            case RIGHT -> focused = Math.min(count - 1, focused + 1);
            case UP -> raise(0.1);
            case DOWN -> raise(-0.1);
            case ESCAPE -> {
                if (!lines.brushed()) return;
                clearBrushes();
            }
            default -> {
                return;
            }
        }
        say();
        redraw();
        e.consume();
    }

    private void raise(double by) {
        if (focused < 0) focused = lines.axes().size() - 1;
        var now = lines.brush(focused);
        double low = Math.clamp((now == null ? 0 : now.low()) + by, 0, 1);
        double high = now == null ? 1 : now.high();
        if (low <= 1e-9 && high >= 1) lines.clearBrush(focused);
        else lines.brush(focused, Math.min(low, high), high);
        tell();
    }

    private void say() {
        @Nullable String axis = focused < 0 ? null : lines.axes().get(focused).name();
        var words =
                Texts.text(
                        "chart.parallel.summary",
                        Figures.count(lines.axes().size()),
                        Figures.count(lines.count()),
                        Figures.count(lines.size()));
        setAccessibleText(axis == null ? words : axis + ". " + words);
    }
}
