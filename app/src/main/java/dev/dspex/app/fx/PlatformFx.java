package dev.dspex.app.fx;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;

enum PlatformFx implements Fx {
    INSTANCE;

    @Override
    public void execute(Runnable action) {
        Platform.runLater(action);
    }

    @Override
    public void nextFrame(Runnable action) {
        if (Platform.isFxApplicationThread()) once(action);
        else Platform.runLater(() -> once(action));
    }

    private static void once(Runnable action) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                action.run();
            }
        }.start();
    }
}
