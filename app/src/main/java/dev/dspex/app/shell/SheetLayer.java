package dev.dspex.app.shell;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/**
 * A sheet over the window. While one is open it holds the keyboard: Tab goes round in it, and what
 * takes the keyboard behind it gives it back.
 */
final class SheetLayer extends StackPane {
    private boolean backwards;

    SheetLayer() {
        setPickOnBounds(false);
        sceneProperty().subscribe(this::hold);
    }

    private void hold(@Nullable Scene scene) {
        if (scene == null) return;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, e -> backwards = e.isShiftDown());
        scene.focusOwnerProperty()
                .subscribe(
                        owner -> {
                            if (open() && owner != null && !Islands.holds(this, owner)) takeBack();
                        });
    }

    private void takeBack() {
        var stop = backwards ? Islands.lastStop(this) : Islands.firstStop(this);
        (stop == null ? getChildren().getFirst() : stop).requestFocus();
    }

    boolean open() {
        return !getChildren().isEmpty();
    }

    /** A sheet that asks something stays until it is answered. */
    boolean asks() {
        return open() && getChildren().getFirst() instanceof TrustSheet;
    }

    void show(Region content) {
        getChildren().setAll(content);
        content.requestFocus();
        content.lookupAll(".button").stream().findFirst().ifPresent(Node::requestFocus);
    }

    void clear() {
        getChildren().clear();
    }
}
