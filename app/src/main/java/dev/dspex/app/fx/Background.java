package dev.dspex.app.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Work that must not hold up the window (files, processes, queries), with its outcome back on the
 * JavaFX thread.
 */
public final class Background {
    private final Fx fx;
    private final Executor threads;

    public Background(Fx fx) {
        this(fx, Executors.newVirtualThreadPerTaskExecutor());
    }

    /** For tests: an executor that runs the work where the test wants it. */
    public Background(Fx fx, Executor threads) {
        this.fx = fx;
        this.threads = threads;
    }

    public Fx fx() {
        return fx;
    }

    public <T> void run(Callable<T> work, Consumer<T> done, Consumer<Throwable> failed) {
        var result = new CompletableFuture<T>();
        threads.execute(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) { // handed to the caller, whatever it is
                        result.completeExceptionally(e);
                    }
                });
        fx.deliver(result, done, failed);
    }
}
