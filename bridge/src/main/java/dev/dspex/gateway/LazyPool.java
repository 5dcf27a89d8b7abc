package dev.dspex.gateway;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;

/** A pool that is opened when it is first needed, once. Safe for any thread. */
public final class LazyPool implements AutoCloseable {
    /** Opens the pool; may take long, as when the Python environment is made. */
    @FunctionalInterface
    public interface Opening {
        WorkerPool open() throws GatewayException, InterruptedException;
    }

    private final Opening opening;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable WorkerPool pool;
    private boolean closed;

    public LazyPool(Opening opening) {
        this.opening = opening;
    }

    /** The open pool; a failed opening is tried again by the next call. */
    public WorkerPool get() throws GatewayException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new GatewayException(
                        "pool_closed", "The pool of workers is closed.", "", "closed");
            }
            if (pool == null) {
                pool = opening.open();
            }
            return pool;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (pool != null) {
                pool.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
