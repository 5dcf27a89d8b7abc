package dev.dspex.app.shell;

import javafx.scene.Node;
import javafx.scene.Parent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes the keyboard from island to island. */
final class Islands {
    private static final List<String> STYLES = List.of("island", "container-leaf");

    private Islands() {}

    /** To the next island of a window, or the one before. */
    static void next(Parent window, boolean back) {
        var all = new ArrayList<Parent>();
        collect(window, all);
        if (all.isEmpty()) return;
        var owner = window.getScene().getFocusOwner();
        var at = 0;
        for (var i = 0; i < all.size(); i++) if (holds(all.get(i), owner)) at = i + (back ? -1 : 1);
        for (var tries = 0; tries < all.size(); tries++) {
            var first = firstStop(all.get(Math.floorMod(at, all.size())));
            if (first != null) {
                first.requestFocus();
                return;
            }
            at += back ? -1 : 1;
        }
    }

    private static void collect(Parent parent, List<Parent> to) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || !(child instanceof Parent inner)) continue;
            if (inner.getStyleClass().stream().anyMatch(STYLES::contains)) to.add(inner);
            else collect(inner, to);
        }
    }

    static boolean holds(Parent island, @Nullable Node node) {
        for (var at = node; at != null; at = at.getParent()) if (at == island) return true;
        return false;
    }

    /** The first control of it that the keyboard reaches. */
    static @Nullable Node firstStop(Parent parent) {
        return stop(parent, UnaryOperator.identity());
    }

    static @Nullable Node lastStop(Parent parent) {
        return stop(parent, List::reversed);
    }

    private static @Nullable Node stop(Parent parent, UnaryOperator<List<Node>> order) {
        for (var child : order.apply(parent.getChildrenUnmodifiable())) {
            if (!child.isVisible() || child.isDisabled()) continue;
            if (child.isFocusTraversable()) return child;
            if (child instanceof Parent inner) {
                var found = stop(inner, order);
                if (found != null) return found;
            }
        }
        return null;
    }
}
