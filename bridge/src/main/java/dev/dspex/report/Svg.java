package dev.dspex.report;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

import java.util.Locale;

/**
 * A small SVG writer. Colours are attributes for paper, and classes that a style sheet may override
 * for the screen.
 */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    Svg(int width, int height, String label) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                        + " height=\"%d\" role=\"img\" aria-label=\"%s\">",
                width, height, width, height, escape(label));
    }

    Svg line(double x1, double y1, double x2, double y2, Ink ink, double width, String dash) {
        add(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"s-%s\" stroke=\"%s\""
                        + " stroke-width=\"%s\"%s/>",
                n(x1), n(y1), n(x2), n(y2), ink.css(), ink.colour, n(width), dashed(dash));
        return this;
    }

    Svg path(String d, Ink ink, double width, String dash) {
        add(
                "<path d=\"%s\" fill=\"none\" class=\"s-%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>",
                d, ink.css(), ink.colour, n(width), dashed(dash));
        return this;
    }

    Svg circle(double x, double y, double r, Ink fill, Ink stroke) {
        add(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"f-%s s-%s\" fill=\"%s\" stroke=\"%s\""
                        + " stroke-width=\"2\"/>",
                n(x), n(y), n(r), fill.css(), stroke.css(), fill.colour, stroke.colour);
        return this;
    }

    Svg box(double x, double y, double w, double h, Ink fill, Ink stroke) {
        add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\" class=\"f-%s s-%s\""
                        + " fill=\"%s\" stroke=\"%s\" stroke-width=\"1\"/>",
                n(x), n(y), n(w), n(h), fill.css(), stroke.css(), fill.colour, stroke.colour);
        return this;
    }

    Svg text(double x, double y, String anchor, Ink ink, int size, boolean bold, String text) {
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"f-%s\" fill=\"%s\""
                        + " font-size=\"%d\" font-family=\"Inter, sans-serif\"%s>%s</text>",
                n(x),
                n(y),
                anchor,
                ink.css(),
                ink.colour,
                size,
                bold ? " font-weight=\"600\"" : "",
                escape(text));
        return this;
    }

    String done() {
        return out + "</svg>";
    }

    static String n(double value) {
        var text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String dashed(String dash) {
        return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
    }

    @FormatMethod
    private void add(@FormatString String pattern, Object... values) {
        out.append(String.format(Locale.ROOT, pattern, values));
    }

    /** The inks of a report picture, in their colours on paper. */
    enum Ink {
        GROUND("#ffffff"),
        CARD("#f6f8fa"),
        TEXT("#24292f"),
        MUTED("#57606a"),
        BORDER("#d0d7de"),
        GRID("#e4e8ec"),
        ACCENT("#0969da"),
        BEST("#c46a00"),
        GOOD("#1a7f37"),
        BAD("#cf222e");

        private final String colour;

        Ink(String colour) {
            this.colour = colour;
        }

        String css() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
