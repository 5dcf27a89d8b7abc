package dev.dspex.app.testing;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeTableView;
import javafx.scene.control.TreeView;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what a screen reader could not call by a name. */
public final class Named {
    /** Parts of the skins of other controls, which those speak for. */
    private static final Set<String> PARTS =
            Set.of("arrow-button", "corner-button", "increment-button", "decrement-button");

    private Named() {}

    /** One line for each control without a name that the keyboard can reach; JavaFX thread. */
    public static List<String> problems(Parent root) {
        var labelled = new HashSet<Node>();
        labels(root, labelled);
        var found = new ArrayList<String>();
        walk(root, labelled, found);
        return found;
    }

    private static void labels(Parent parent, Set<Node> labelled) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (child instanceof Label label && label.getLabelFor() != null)
                labelled.add(label.getLabelFor());
            if (child instanceof Parent inner) labels(inner, labelled);
        }
    }

    private static void walk(Parent parent, Set<Node> labelled, List<String> found) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible()) continue;
            if (needsName(child) && !labelled.contains(child) && !named(child))
                found.add(path(child));
            if (child instanceof Parent inner && !whole(child)) walk(inner, labelled, found);
        }
    }

    private static boolean needsName(Node node) {
        if (node.getStyleClass().stream().anyMatch(PARTS::contains)) return false;
        return whole(node)
                || node instanceof ListView<?>
                || node instanceof TableView<?>
                || node instanceof TreeView<?>
                || node instanceof TreeTableView<?>
                || node.isFocusTraversable() && !container(node);
    }

    /** What speaks for all that is in it. */
    private static boolean whole(Node node) {
        return node instanceof ButtonBase
                || node instanceof MenuButton
                || node instanceof TextInputControl
                || node instanceof ComboBoxBase<?>
                || node instanceof Slider
                || node instanceof Spinner<?>;
    }

    private static boolean container(Node node) {
        return node instanceof ScrollPane || node instanceof SplitPane || node instanceof TabPane;
    }

    private static boolean named(Node node) {
        return says(node.getAccessibleText())
                || node instanceof Labeled labeled && says(labeled.getText());
    }

    private static boolean says(String words) {
        return words != null && !words.isBlank();
    }

    private static String path(Node node) {
        var path = new StringBuilder(node.getClass().getSimpleName());
        path.append(' ').append(String.join(".", node.getStyleClass()));
        for (var at = node; at != null; at = at.getParent())
            if (at.getId() != null) return path + " in #" + at.getId();
        return path.toString();
    }
}
