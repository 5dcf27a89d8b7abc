package dev.dspex.app.optimize;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Brings the parts of a view up to date: each time it is asked to or, while there is much to show,
 * once a second at most. Then each part is worked out beside the JavaFX thread, and a frame shows
 * one of them; what was asked for meanwhile is done at the end of the second. FX thread only.
 */
final class Paced {
    private final Supplier<List<Part>> parts;
    private final BooleanSupplier much;
    private final Background background = new Background(Fx.platform());
    private final PauseTransition second = new PauseTransition(Duration.seconds(1));
    private int round;
    private boolean busy;
    private boolean asked;

    /**
     * @param parts of the view, in an order in which they can be seen to change
     */
    Paced(Supplier<List<Part>> parts, BooleanSupplier much) {
        this.parts = parts;
        this.much = much;
        second.setOnFinished(_ -> rested());
    }

    /** As soon as it is their turn. */
    void run() {
        asked = true;
        if (busy) return;
        if (!much.getAsBoolean()) {
            now();
            return;
        }
        asked = false;
        busy = true;
        from(parts.get().iterator(), round);
    }

    /** All of them, before this returns. What is being worked out is not shown any more. */
    void now() {
        round++;
        second.stop();
        busy = false;
        asked = false;
        for (var part : parts.get()) part.look().get().run();
    }

    /** This one out of its turn: now, or as soon as it is worked out. */
    void run(Part part) {
        if (!much.getAsBoolean()) part.look().get().run();
        else beside(part, () -> {});
    }

    private void from(Iterator<Part> rest, int ofRound) {
        if (ofRound != round) return;
        if (!rest.hasNext()) second.playFromStart();
        else beside(rest.next(), () -> background.fx().nextFrame(() -> from(rest, ofRound)));
    }

    private void beside(Part part, Runnable then) {
        int begun = round;
        background.run(
                part.look()::get,
                show -> {
                    if (begun == round) show.run();
                    then.run();
                },
                error -> {
                    then.run();
                    throw new IllegalStateException("a part of the view failed", error);
                });
    }

    private void rested() {
        busy = false;
        if (asked) run();
    }
}
