package dev.dspex.app.chart;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Draws the tooltip of a chart beside a point, inside the chart. */
final class ChartTip {
    private static final double ROW = 18;
    private static final double GAP = 16;

    private final Text ruler = new Text();

    record Type(Font title, Font label, Font value) {}

    record Ink(Color ground, Color border, Color title, Color label, Color value, Color shadow) {}

    void draw(
            GraphicsContext g,
            Spot spot,
            double px,
            double py,
            double width,
            double height,
            Type type,
            Ink ink) {
        double labels = 0;
        double values = 0;
        for (var line : spot.lines()) {
            labels = Math.max(labels, measure(type.label(), line.label()));
            values = Math.max(values, measure(type.value(), line.value()));
        }
        double w =
                Math.ceil(Math.max(measure(type.title(), spot.title()), labels + GAP + values))
                        + 20;
        double h = 16 + ROW * (spot.lines().size() + 1) - 4;
        double x = px + 12 + w > width ? px - 12 - w : px + 12;
        double y = py + 12 + h > height ? py - 12 - h : py + 12;
        box(
                g,
                Math.rint(Math.clamp(x, 2, Math.max(2, width - w - 2))),
                Math.rint(Math.clamp(y, 2, Math.max(2, height - h - 2))),
                w,
                h,
                spot,
                type,
                ink);
    }

    private static void box(
            GraphicsContext g,
            double x,
            double y,
            double w,
            double h,
            Spot spot,
            Type type,
            Ink ink) {
        g.setLineDashes();
        g.setFill(ink.shadow());
        for (int spread = 3; spread > 0; spread--)
            g.fillRoundRect(
                    x - spread,
                    y - spread + 3,
                    w + 2 * spread,
                    h + 2 * spread,
                    12 + spread,
                    12 + spread);
        g.setFill(ink.border());
        g.fillRoundRect(x, y, w, h, 12, 12);
        g.setFill(ink.ground());
        g.fillRoundRect(x + 1, y + 1, w - 2, h - 2, 10, 10);
        g.setFill(ink.title());
        Plot.text(g, type.title(), spot.title(), x + 10, y + 20, TextAlignment.LEFT);
        double baseline = y + 20;
        for (var line : spot.lines()) {
            baseline += ROW;
            g.setFill(ink.label());
            Plot.text(g, type.label(), line.label(), x + 10, baseline, TextAlignment.LEFT);
            g.setFill(ink.value());
            Plot.text(g, type.value(), line.value(), x + w - 10, baseline, TextAlignment.RIGHT);
        }
    }

    private double measure(Font font, String text) {
        ruler.setFont(font);
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }
}
