package dev.dspex.app.chart;

import dev.dspex.app.kit.Paints;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A chart with axes, a tooltip that follows the nearest point within 24 px and moves with the left
 * and right arrow keys, words for screen readers, and its numbers as a table. FX thread only.
 */
public abstract class Chart extends TipCanvas {
    private static final double LEFT = 44;
    private static final double RIGHT = 16;
    private static final double TOP = 16;
    private static final double BOTTOM = 36;

    private Axis axisX;
    private final Axis axisY;
    private Plot plot = new Plot(LEFT, TOP, 100, 100, new Span(0, 1), new Span(0, 1));
    private @Nullable Spot spot;

    protected Chart(Axis axisX, Axis axisY) {
        this.axisX = axisX;
        this.axisY = axisY;
        getStyleClass().add("chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(
                MouseEvent.MOUSE_MOVED, e -> show(nearest(plot, e.getX(), e.getY()).orElse(null)));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> show(null));
        addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::redraw);
    }

    /** Range of x, already as wide as it is to be drawn. */
    protected abstract Span spanX();

    /** Range of y for this range of x, already as wide as it is to be drawn. */
    protected abstract Span spanY(Span x);

    protected abstract void paint(GraphicsContext g, Plot plot);

    protected abstract Optional<Spot> nearest(Plot plot, double px, double py);

    /** The spot with this place in reading order. */
    protected abstract Optional<Spot> spotAt(int index);

    public abstract ChartTable table();

    /** One sentence that says what the chart shows. */
    protected abstract String summary();

    /** Call after the data changed. Draws at the next frame, however often it is called before. */
    public void refresh() {
        var old = spot;
        spot = old == null ? null : spotAt(old.index()).orElse(null);
        setAccessibleText(summary());
        redraw();
    }

    /** The point that the tooltip stands at, or null. */
    public @Nullable Spot shown() {
        return spot;
    }

    public void show(@Nullable Spot next) {
        if (next == null ? spot == null : next.equals(spot)) return;
        spot = next;
        setAccessibleText(next == null ? summary() : next.words());
        redraw();
    }

    final Plot plot() {
        return plot;
    }

    /** Counts x anew; call before the points change. */
    public final void setAxisX(Axis axis) {
        axisX = axis;
    }

    final Axis axisX() {
        return axisX;
    }

    final Axis axisY() {
        return axisY;
    }

    @Override
    protected final void draw(GraphicsContext g, double width, double height) {
        var x = spanX();
        double foot = axisX.title().isEmpty() ? BOTTOM - 12 : BOTTOM;
        plot =
                new Plot(
                        LEFT,
                        axisY.title().isEmpty() ? TOP : TOP + 12,
                        Math.max(LEFT + 1, width - RIGHT),
                        Math.max(TOP + 1, height - foot),
                        x,
                        spanY(x));
        g.setLineCap(StrokeLineCap.BUTT); // the default is SQUARE and lengthens every dash
        background(g, plot);
        grid(g, width, height);
        g.save();
        paint(g, plot);
        g.restore();
        if (isFocused()) focusRing(g, width, height);
        var at = spot;
        if (at != null) tip(g, at, plot.x(at.x()), plot.y(at.y()), width, height);
    }

    /** Drawn below the grid: what lies ahead, bands, tinted areas. */
    protected void background(GraphicsContext g, Plot plot) {}

    /** Called for keys other than the arrows; true when it was used. */
    protected boolean pressed(KeyEvent e) {
        return false;
    }

    private void grid(GraphicsContext g, double width, double height) {
        g.setLineWidth(1);
        var y = Ticks.inside(plot.spanY(), (int) Math.clamp(plot.height() / 44, 2, 6));
        for (int i = 0; i < y.count(); i++) {
            double at = plot.y(y.at(i));
            g.setStroke(color(Paints.GRID));
            Plot.horizontal(g, plot.left(), plot.right(), at);
            g.setFill(color(Paints.MUTED));
            Plot.text(
                    g,
                    inter(11),
                    axisY.unit().tick(y.at(i), y.decimals()),
                    plot.left() - 8,
                    at + 4,
                    TextAlignment.RIGHT);
        }
        g.setStroke(color(Paints.BORDER));
        ticksX(g);
        Plot.horizontal(g, plot.left(), plot.right(), plot.bottom());
        g.setFill(color(Paints.MUTED));
        Plot.text(g, inter(11), axisX.title(), width - RIGHT, height - 4, TextAlignment.RIGHT);
        Plot.text(g, inter(11), axisY.title(), 8, TOP, TextAlignment.LEFT);
    }

    /** Ticks below the axis line, 4 px long, with their values. */
    protected void ticksX(GraphicsContext g) {
        var x = Ticks.inside(plot.spanX(), (int) Math.clamp(plot.width() / 80, 3, 7));
        for (int i = 0; i < x.count(); i++)
            tickX(g, x.at(i), axisX.unit().tick(x.at(i), x.decimals()));
    }

    final void tickX(GraphicsContext g, double value, String text) {
        g.setFill(color(Paints.MUTED));
        Plot.text(g, inter(11), text, plot.x(value), plot.bottom() + 16, TextAlignment.CENTER);
        Plot.vertical(g, plot.x(value), plot.bottom(), plot.bottom() + 4);
    }

    private void focusRing(GraphicsContext g, double width, double height) {
        g.setLineDashes();
        g.setLineWidth(2);
        g.setStroke(color(Paints.ACCENT_FILL));
        g.strokeRoundRect(1, 1, width - 2, height - 2, 10, 10);
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> step(-1);
            case RIGHT -> step(1);
            case ESCAPE -> {
                if (spot == null) return;
                show(null);
            }
            default -> {
                if (!pressed(e)) return;
            }
        }
        e.consume();
    }

    private void step(int direction) {
        var from = spot;
        spotAt(from == null ? 0 : from.index() + direction).ifPresent(this::show);
    }

    /**
     * A line across the plot for a value to compare with; the label stands on it and ends at {@code
     * labelEnd}.
     */
    final void reference(
            GraphicsContext g,
            double value,
            String label,
            double labelEnd,
            Paints paint,
            double... dash) {
        if (value < plot.spanY().low() || value > plot.spanY().high()) return;
        g.setLineWidth(1);
        g.setStroke(color(paint));
        g.setLineDashes(dash);
        Plot.horizontal(g, plot.left(), plot.right(), plot.y(value));
        g.setLineDashes();
        g.setFill(color(paint));
        Plot.text(g, inter(11), label, labelEnd, plot.y(value) - 6, TextAlignment.RIGHT);
    }
}
