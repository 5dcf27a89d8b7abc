package dev.dspex.app.theme;

import javafx.scene.Node;
import javafx.util.Duration;

/** Whether and how long things move. */
public final class Motion {
    public static final Duration HOVER = Duration.millis(80);
    public static final Duration PANEL = Duration.millis(120);
    public static final Duration CANVAS = Duration.millis(200);
    public static final Duration TURN = Duration.millis(1200);
    public static final Duration FLASH = Duration.millis(600);

    private Motion() {}

    /** False off screen and where the person asked for reduced motion. */
    public static boolean allowed(Node node) {
        var scene = node.getScene();
        return scene != null
                && scene.getWindow() != null
                && !scene.getRoot().getStyleClass().contains(Appearance.REDUCED_MOTION);
    }
}
