package dev.dspex.app.chart;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;

/**
 * The last values as a 1.5 px line with an end dot, without axes. Older values leave at the left.
 */
public final class Sparkline extends ThemedCanvas {
    private final String name;
    private final double[] values;
    private int size;

    /**
     * @param name what is shown, for screen readers
     * @param capacity how many values stand beside each other at most
     */
    public Sparkline(String name, double width, double height, int capacity) {
        this.name = name;
        values = new double[capacity];
        setMinSize(width, height);
        setPrefSize(width, height);
        setMaxSize(width, height);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(name);
    }

    public void add(double value) {
        if (size == values.length) System.arraycopy(values, 1, values, 0, --size);
        values[size++] = value;
        setAccessibleText(Texts.text("chart.sparkline", name, Figures.count(Math.round(value))));
        redraw();
    }

    public void clear() {
        size = 0;
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        if (size == 0) return;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, values[i]);
            high = Math.max(high, values[i]);
        }
        g.setStroke(color(Paints.SERIES_1));
        g.setFill(color(Paints.SERIES_1));
        g.setLineWidth(1.5);
        g.beginPath();
        double x = 2;
        double y = height / 2;
        for (int i = 0; i < size; i++) {
            x = size == 1 ? 2 : 2 + i * (width - 4) / (size - 1);
            y =
                    high > low
                            ? height - 3 - (values[i] - low) / (high - low) * (height - 6)
                            : height / 2;
            if (i == 0) g.moveTo(x, y);
            else g.lineTo(x, y);
        }
        g.stroke();
        g.fillOval(x - 2, y - 2, 4, 4);
    }
}
