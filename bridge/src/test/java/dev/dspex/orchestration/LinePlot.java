package dev.dspex.orchestration;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lines over rounds as an SVG picture that reads on light and dark ground. */
final class LinePlot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 320;
    private static final int LEFT = 48;
    private static final int BOTTOM = 40;
    private static final int RIGHT = 250;
    private static final int POINTS = 240;
    private static final String[] INKS = {
        "#2f81f7", "#1a9e74", "#d29922", "#db61a2", "#8b7cf6", "#8b949e"
    };

    private final String title;
    private final String across;
    private final double most;
    private final Map<String, double[]> lines = new LinkedHashMap<>();

    /**
     * @param most upper end of the scale, whose lower end is 0
     */
    LinePlot(String title, String across, double most) {
        this.title = title;
        this.across = across;
        this.most = most;
    }

    void line(String name, double[] values) {
        lines.put(name, values);
    }

    String svg() {
        var svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                                .formatted(WIDTH, HEIGHT)
                        + " aria-label=\"%s\" font-family=\"sans-serif\" font-size=\"12\">\n"
                                .formatted(title));
        int n = lines.values().iterator().next().length;
        for (int i = 0; i <= 4; i++) {
            double y = y(most * i / 4);
            svg.append(
                    tag(
                            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#8b949e\""
                                    + " stroke-opacity=\".3\"/>",
                            LEFT, y, WIDTH - RIGHT, y));
            svg.append(
                    tag(
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\""
                                    + " fill=\"#8b949e\">%s</text>",
                            LEFT - 6, y + 4, number(most * i / 4)));
            svg.append(
                    tag(
                            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\""
                                    + " fill=\"#8b949e\">%d</text>",
                            x(n * i / 4.0, n), HEIGHT - BOTTOM + 16, n * i / 4));
        }
        svg.append(
                tag(
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#8b949e\">%s</text>",
                        (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across));
        int index = 0;
        for (var line : lines.entrySet()) {
            String ink = INKS[index % INKS.length];
            svg.append(
                    tag(
                            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\""
                                    + " points=\"%s\"/>",
                            ink, points(line.getValue())));
            int y = 24 + index++ * 20;
            svg.append(
                    tag(
                            "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"3\" fill=\"%s\"/>",
                            WIDTH - RIGHT + 16, y - 5, ink));
            svg.append(
                    tag(
                            "<text x=\"%d\" y=\"%d\" fill=\"#8b949e\">%s</text>",
                            WIDTH - RIGHT + 34, y, line.getKey()));
        }
        return svg.append("</svg>\n").toString();
    }

    private String points(double[] values) {
        var points = new StringBuilder();
        int step = Math.max(1, values.length / POINTS);
        for (int i = 0; i < values.length; i += step) {
            points.append(tag("%.1f,%.1f ", x(i, values.length), y(values[i])).strip()).append(' ');
        }
        return points.toString().strip();
    }

    private static double x(double round, int rounds) {
        return LEFT + (WIDTH - RIGHT - LEFT) * round / rounds;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 12) * Math.min(value, most) / most;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? "%d".formatted((long) value)
                : tag("%.2f", value).strip();
    }

    private static String tag(String form, Object... arguments) {
        return String.format(Locale.ROOT, form, arguments) + "\n";
    }
}
