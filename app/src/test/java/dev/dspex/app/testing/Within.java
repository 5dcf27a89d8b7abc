package dev.dspex.app.testing;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds words and controls that stand, wholly or in part, outside of the window. */
public final class Within {
    /** Of a pixel: places are rounded. */
    private static final double SLACK = 1;

    private Within() {}

    /** One line for each control outside; JavaFX thread, after the layout. */
    public static List<String> problems(Parent root, double width, double height) {
        var found = new ArrayList<String>();
        walk(root, width, height, found);
        return found;
    }

    private static void walk(Parent parent, double width, double height, List<String> found) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || scrolls(child)) continue;
            if (shown(child) && outside(child, width, height)) found.add(line(child));
            if (child instanceof Parent inner) walk(inner, width, height, found);
        }
    }

    /** What is moved to be seen, or cut at its own edge. */
    private static boolean scrolls(Node node) {
        return node instanceof ScrollPane
                || node.getClip() != null
                || node.getStyleClass().contains("virtual-flow");
    }

    private static boolean shown(Node node) {
        return node instanceof ButtonBase
                || node instanceof ComboBoxBase<?>
                || node instanceof TextInputControl
                || node instanceof Labeled label
                        && label.getText() != null
                        && !label.getText().isBlank();
    }

    private static boolean outside(Node node, double width, double height) {
        var at = node.localToScene(node.getLayoutBounds());
        return at.getWidth() > 0
                && (at.getMinX() < -SLACK
                        || at.getMinY() < -SLACK
                        || at.getMaxX() > width + SLACK
                        || at.getMaxY() > height + SLACK);
    }

    private static String line(Node node) {
        var at = node.localToScene(node.getLayoutBounds());
        var words = node instanceof Labeled label ? " \"" + label.getText() + "\"" : "";
        return String.format(
                Locale.ROOT,
                "outside: %s%s at %.0f..%.0f, %.0f..%.0f",
                String.join(".", node.getStyleClass()),
                words,
                at.getMinX(),
                at.getMaxX(),
                at.getMinY(),
                at.getMaxY());
    }
}
