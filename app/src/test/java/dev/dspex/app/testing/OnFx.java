package dev.dspex.app.testing;

import dev.dspex.app.theme.Fonts;

import javafx.application.Platform;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a piece of a test on the JavaFX thread and waits for it. Starts the toolkit at the first
 * call.
 */
public final class OnFx {
    private static boolean started;

    private OnFx() {}

    public static <T> T call(Callable<T> work) {
        start();
        var result = new CompletableFuture<T>();
        Platform.runLater(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        try {
            return result.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer of the JavaFX thread", e);
        }
    }

    public static void run(Runnable work) {
        call(
                () -> {
                    work.run();
                    return true;
                });
    }

    /** Returns after what was queued so far has run. */
    public static void settle() {
        run(() -> {});
    }

    private static synchronized void start() {
        if (started) return;
        started = true;
        Platform.setImplicitExit(false);
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException e) { // TestFX was first
            if (!String.valueOf(e.getMessage()).contains("already")) throw e;
        }
        Fonts.load();
    }
}
