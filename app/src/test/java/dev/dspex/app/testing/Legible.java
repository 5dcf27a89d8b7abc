package dev.dspex.app.testing;

import static javafx.scene.control.ContentDisplay.GRAPHIC_ONLY;

import dev.dspex.app.kit.Tips;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Cell;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds words in a view that a person could not read: cut off, or too near to their ground. */
public final class Legible {
    /** WCAG 2.2 AA for text of usual size. */
    private static final double LEAST_CONTRAST = 4.5;

    /** Values of rows may be longer than any column. */
    private static final int LONG_VALUE = 24;

    private Legible() {}

    /** One sentence for each label that cannot be read; JavaFX thread, after the layout. */
    public static List<String> problems(Parent root) {
        var found = new ArrayList<String>();
        var ground = root instanceof Region region ? over(Color.BLACK, region) : Color.BLACK;
        walk(root, ground, found);
        return found;
    }

    private static void walk(Parent parent, Color ground, List<String> found) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) continue;
            var own = child instanceof Region region ? over(ground, region) : ground;
            if (child instanceof Labeled label && says(label)) check(label, own, found);
            if (child instanceof Parent inner) walk(inner, own, found);
        }
    }

    private static boolean says(Labeled label) {
        var text = label.getText();
        return text != null && !text.isEmpty() && label.getContentDisplay() != GRAPHIC_ONLY;
    }

    private static void check(Labeled label, Color ground, List<String> found) {
        if (label.getWidth() <= 0 || label.getHeight() <= 0) return;
        if (label.isTextTruncated() && !mayBeCut(label)) found.add("cut: " + name(label));
        if (label.getTextFill() instanceof Color text) {
            var contrast = contrast(blend(ground, text), ground);
            if (contrast < LEAST_CONTRAST)
                found.add(String.format(Locale.ROOT, "contrast %.1f: %s", contrast, name(label)));
        }
    }

    /** What has a tooltip says the rest there; a long value of a row is read beside the table. */
    private static boolean mayBeCut(Labeled label) {
        return Tips.on(label)
                || label.getTooltip() != null
                || label.getParent() instanceof Control control && control.getTooltip() != null
                || label instanceof Cell<?> && label.getText().length() > LONG_VALUE;
    }

    private static String name(Node node) {
        var text = node instanceof Labeled label ? "\"" + label.getText() + "\" " : "";
        return text + String.join(".", node.getStyleClass());
    }

    private static Color over(Color ground, Region region) {
        var background = region.getBackground();
        if (background == null) return ground;
        var seen = ground;
        for (var fill : background.getFills())
            if (fill.getFill() instanceof Color color && covers(fill.getInsets().getTop(), region))
                seen = blend(seen, color);
        return seen;
    }

    /** The line under a tab is a ground too, but stands nowhere near the words. */
    private static boolean covers(double top, Region region) {
        return top < region.getHeight() / 2;
    }

    private static Color blend(Color below, Color above) {
        double a = above.getOpacity();
        return new Color(
                mix(below.getRed(), above.getRed(), a),
                mix(below.getGreen(), above.getGreen(), a),
                mix(below.getBlue(), above.getBlue(), a),
                1);
    }

    private static double mix(double below, double above, double share) {
        return Math.clamp(below * (1 - share) + above * share, 0, 1);
    }

    private static double contrast(Color one, Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed())
                + 0.7152 * linear(color.getGreen())
                + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
