package dev.dspex.app.fx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Work that must not hold up the window (files, processes, queries), with its outcome back on the
 * JavaFX thread.
 */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final Fx fx;
    private final Executor threads;
    private final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

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
        running.add(result);
        threads.execute(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) { // handed to the caller, whatever it is
                        result.completeExceptionally(e);
                    }
                });
        result.whenComplete((_, _) -> running.remove(result));
        fx.deliver(result, done, failed);
    }

    /**
     * Waits until what was begun is done, so that nothing that is being written gets lost when the
     * process ends. What comes of it may not be delivered any more.
     *
     * @param patience after which the rest is given up
     */
    public void finish(Duration patience) {
        var all = CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
        try {
            all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.debug("work failed, which its caller was told", e);
        } catch (TimeoutException e) {
            LOG.warn("{} works were given up at the end", running.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
