package dev.dspex.app.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * The plot area in pixels and the values at its edges. Text lands on whole pixels, hairlines on
 * half ones.
 */
record Plot(double left, double top, double right, double bottom, Span spanX, Span spanY) {
    double x(double value) {
        return left + (value - spanX.low()) / spanX.length() * width();
    }

    double y(double value) {
        return bottom - (value - spanY.low()) / spanY.length() * height();
    }

    double valueX(double pixel) {
        return spanX.low() + (pixel - left) / width() * spanX.length();
    }

    double width() {
        return Math.max(1, right - left);
    }

    double height() {
        return Math.max(1, bottom - top);
    }

    boolean contains(double px, double py) {
        return px >= left && px <= right && py >= top && py <= bottom;
    }

    static void text(
            GraphicsContext g,
            Font font,
            String text,
            double x,
            double baseline,
            TextAlignment align) {
        g.setFont(font);
        g.setTextAlign(align);
        g.setTextBaseline(VPos.BASELINE);
        g.fillText(text, Math.rint(x), Math.rint(baseline));
    }

    static void horizontal(GraphicsContext g, double x1, double x2, double y) {
        g.strokeLine(x1, crisp(y), x2, crisp(y));
    }

    static void vertical(GraphicsContext g, double x, double y1, double y2) {
        g.strokeLine(crisp(x), y1, crisp(x), y2);
    }

    private static double crisp(double value) {
        return Math.floor(value) + 0.5;
    }
}
