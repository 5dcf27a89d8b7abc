package dev.dspex.app.fx;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The way onto the JavaFX application thread. Every hand-over from a worker thread to a view goes
 * through one of these, so that a test can take the place of the real thread.
 */
public interface Fx extends Executor {
    /** The real thread. */
    static Fx platform() {
        return PlatformFx.INSTANCE;
    }

    /**
     * Runs the action later on the JavaFX thread, in the order of the calls. Any thread may call.
     */
    @Override
    void execute(Runnable action);

    /** Runs the action with the next frame: after what is queued, before the next layout. */
    void nextFrame(Runnable action);

    /** Hands the outcome of a stage over, once, on the JavaFX thread. */
    default <T> void deliver(
            CompletionStage<T> stage, Consumer<T> done, Consumer<Throwable> failed) {
        stage.whenComplete(
                (value, error) ->
                        execute(
                                () -> {
                                    if (error == null) done.accept(value);
                                    else failed.accept(Causes.root(error));
                                }));
    }
}
