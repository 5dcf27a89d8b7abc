package dev.dspex.run;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How many worker processes a run may use at a time, which may change while it runs. What runs ends
 * what it has in hand before it gives a worker back. Safe for any thread.
 */
final class Crew {
    private final Set<Runnable> watchers = new LinkedHashSet<>();
    private int size;
    private int busy;

    Crew(int size) {
        this.size = Math.max(1, size);
    }

    synchronized int size() {
        return size;
    }

    void resize(int workers) {
        Set<Runnable> all;
        synchronized (this) {
            size = Math.max(1, workers);
            notifyAll();
            all = Set.copyOf(watchers);
        }
        all.forEach(Runnable::run);
    }

    /**
     * Begins work that takes at least one worker, as soon as one is free for it; {@link #leave} it.
     *
     * @param over whether it is of no use any more; looked at again after {@link #wake}
     */
    synchronized void enter(BooleanSupplier over) throws InterruptedException {
        while (busy >= size && !over.getAsBoolean()) {
            wait();
        }
        busy++;
    }

    synchronized void leave() {
        busy--;
        notifyAll();
    }

    synchronized void wake() {
        notifyAll();
    }

    /** Is called after each change of the size, on the thread that made it. */
    synchronized void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    synchronized void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }
}
