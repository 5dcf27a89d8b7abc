package dev.dspex.app.optimize;

import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs the steps of an action each time it is asked to or, while that is costly, once a second at
 * most, and then a step a frame: what was asked for meanwhile is done at the end of the second. FX
 * thread only.
 */
final class Paced {
    private final List<Runnable> steps;
    private final BooleanSupplier costly;
    private final PauseTransition second = new PauseTransition(Duration.seconds(1));
    private final AnimationTimer frames =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    step();
                }
            };
    private int next;
    private boolean busy;
    private boolean asked;

    Paced(List<Runnable> steps, BooleanSupplier costly) {
        this.steps = List.copyOf(steps);
        this.costly = costly;
        second.setOnFinished(_ -> rested());
    }

    void run() {
        if (busy) {
            asked = true;
            return;
        }
        if (!costly.getAsBoolean()) {
            steps.forEach(Runnable::run);
            return;
        }
        busy = true;
        next = 0;
        frames.start();
    }

    private void step() {
        steps.get(next++).run();
        if (next < steps.size()) return;
        frames.stop();
        second.playFromStart();
    }

    private void rested() {
        busy = false;
        if (!asked) return;
        asked = false;
        run();
    }
}
