package dev.dspex.app.kit;

import javafx.scene.Node;
import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;

/**
 * Redraws a view when what it shows has changed, but only while it can be seen: one that is hidden,
 * such as in a tab at the back, catches up once, before the frame in which it comes into view.
 * JavaFX thread only.
 */
public final class WhileShown {
    private final Node view;
    private final Runnable redraw;
    private final Runnable look = this::look;
    private @Nullable Scene watched;
    private boolean behind;

    /**
     * @param view is seen when it is in a scene and nothing around it is invisible
     */
    public WhileShown(Node view, Runnable redraw) {
        this.view = view;
        this.redraw = redraw;
        view.sceneProperty()
                .subscribe(
                        () -> {
                            if (behind) look();
                        });
    }

    /** What the view shows has changed. */
    public void changed() {
        behind = true;
        look();
    }

    /** Redraws now if the view is behind, seen or not. */
    public void catchUp() {
        if (!behind) return;
        behind = false;
        watch(null);
        redraw.run();
    }

    private void look() {
        if (seen(view)) catchUp();
        else watch(view.getScene());
    }

    /** Looks again with each frame of this scene. */
    private void watch(@Nullable Scene scene) {
        if (watched == scene) return;
        if (watched != null) watched.removePreLayoutPulseListener(look);
        if (scene != null) scene.addPreLayoutPulseListener(look);
        watched = scene;
    }

    private static boolean seen(Node view) {
        if (view.getScene() == null) return false;
        for (Node at = view; at != null; at = at.getParent()) if (!at.isVisible()) return false;
        return true;
    }
}
