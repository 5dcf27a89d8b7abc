package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

import java.util.List;

/**
 * A measure over the seconds of a lane: its line, the limit of its rule, and where rules held. All
 * lanes share one scale of seconds, so that what stands below each other is of the same moment.
 */
final class StripCanvas extends ThemedCanvas {
    private static final double TOP = 4;

    private final Strip strip;
    private Series series = new Series();
    private List<LabLane.Firing> firings = List.of();
    private double span = 1;
    private double limit = Double.NaN;
    private double looked = Double.NaN;
    private double greatest = 1;

    StripCanvas(Strip strip) {
        this.strip = strip;
        setMinHeight(18);
        setPrefHeight(34);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(LabWords.strip(strip));
    }

    /**
     * @param seconds of the lane that took longest
     * @param ruleAt limit of the rule that watches this, NaN for none
     */
    void show(Series values, List<LabLane.Firing> held, double seconds, double ruleAt) {
        series = values;
        firings = held;
        span = Math.max(0.001, seconds);
        limit = ruleAt;
        redraw();
    }

    /** A line at this second, NaN for none. */
    void look(double seconds) {
        looked = seconds;
        redraw();
    }

    /** The second of the lane at a place from the left. */
    double secondsAt(double x) {
        return Math.max(0, Math.min(1, x / Math.max(1, getWidth()))) * span;
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        greatest = scale();
        double base = crisp(height - 2);
        g.setLineWidth(1);
        g.setStroke(color(Paints.GRID));
        g.strokeLine(0, base, width, base);
        limit(g, width, height);
        line(g, width, height);
        for (var firing : firings) if (firing.strip() == strip) firing(g, firing, width, height);
        if (!Double.isNaN(looked)) {
            g.setStroke(color(Paints.MUTED));
            g.setLineDashes();
            double x = crisp(x(looked, width));
            g.strokeLine(x, 0, x, height);
        }
    }

    private double scale() {
        return switch (strip) {
            case SCHEMA, JUDGE -> 1;
            case REPETITION -> Math.max(series.greatest(), Double.isNaN(limit) ? 0.5 : limit * 2.2);
            case RATE -> Math.max(1, series.greatest() * 1.25);
        };
    }

    private void line(GraphicsContext g, double width, double height) {
        if (series.size() == 0) return;
        g.setLineDashes();
        g.setLineWidth(1.5);
        var paint =
                switch (strip) {
                    case REPETITION, RATE -> Paints.SERIES_1;
                    case SCHEMA -> Paints.SERIES_3;
                    case JUDGE -> Paints.SERIES_2;
                };
        g.setStroke(color(paint));
        g.setFill(color(paint));
        g.beginPath();
        double x = 0;
        double y = 0;
        for (int i = 0; i < series.size(); i++) {
            double last = y;
            x = x(series.time(i), width);
            y = y(series.value(i), height);
            if (i == 0) g.moveTo(x, y);
            else {
                if (strip == Strip.SCHEMA) g.lineTo(x, last);
                g.lineTo(x, y);
            }
        }
        g.stroke();
        g.fillOval(x - 2, y - 2, 4, 4);
    }

    private void limit(GraphicsContext g, double width, double height) {
        if (Double.isNaN(limit) || limit > greatest || strip == Strip.SCHEMA) return;
        double y = crisp(y(limit, height));
        g.setStroke(color(Paints.WARN));
        g.setLineDashes(6, 3);
        g.strokeLine(0, y, width, y);
        g.setLineDashes();
        Font font = inter(11);
        g.setFont(font);
        g.setFill(color(Paints.WARN));
        g.setTextAlign(TextAlignment.RIGHT);
        boolean above = y > 13;
        g.fillText(text("lab.rule_at", LabWords.number(limit)), width, above ? y - 3 : y + 12);
    }

    private void firing(GraphicsContext g, LabLane.Firing firing, double width, double height) {
        double x = crisp(Math.min(width - 1, x(firing.at(), width)));
        g.setLineWidth(1);
        if (firing.switched()) {
            g.setStroke(color(Paints.ACCENT));
            g.setLineDashes(2, 3);
            g.strokeLine(x, 0, x, height);
            g.setLineDashes();
            return;
        }
        g.setStroke(color(Paints.ERROR_FG));
        g.setFill(color(Paints.ERROR_FG));
        g.strokeLine(x, 0, x, height);
        g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {0, 0, 6}, 3);
    }

    private double x(double seconds, double width) {
        return 2 + seconds / span * (width - 5);
    }

    private double y(double value, double height) {
        return height - 3 - Math.max(0, value) / greatest * (height - 3 - TOP);
    }
}
