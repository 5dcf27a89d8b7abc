package dev.dspex.app.shell;

import javafx.scene.Node;
import javafx.scene.Parent;

import java.util.ArrayList;
import java.util.List;

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

    private static boolean holds(Parent island, @org.jspecify.annotations.Nullable Node node) {
        for (var at = node; at != null; at = at.getParent()) if (at == island) return true;
        return false;
    }

    private static @org.jspecify.annotations.Nullable Node firstStop(Parent parent) {
        for (var child : parent.getChildrenUnmodifiable()) {
            if (!child.isVisible() || child.isDisabled()) continue;
            if (child.isFocusTraversable()) return child;
            if (child instanceof Parent inner) {
                var found = firstStop(inner);
                if (found != null) return found;
            }
        }
        return null;
    }
}
