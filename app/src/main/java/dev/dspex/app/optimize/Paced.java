package dev.dspex.app.optimize;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.util.function.BooleanSupplier;

/**
 * Runs an action each time it is asked to or, while that is costly, once a second at most: what was
 * asked for meanwhile is done at the end of the second. FX thread only.
 */
final class Paced {
    private final Runnable action;
    private final BooleanSupplier costly;
    private final PauseTransition second = new PauseTransition(Duration.seconds(1));
    private boolean resting;
    private boolean asked;

    Paced(Runnable action, BooleanSupplier costly) {
        this.action = action;
        this.costly = costly;
        second.setOnFinished(_ -> rested());
    }

    void run() {
        if (resting) {
            asked = true;
            return;
        }
        action.run();
        if (!costly.getAsBoolean()) return;
        resting = true;
        second.playFromStart();
    }

    private void rested() {
        resting = false;
        if (!asked) return;
        asked = false;
        run();
    }
}
