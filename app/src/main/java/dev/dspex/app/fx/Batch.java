package dev.dspex.app.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what worker threads send and hands it over once a frame, in order and without loss: a
 * thousand tokens a second cost sixty updates, not a thousand. {@link #add} may be called by any
 * thread, the sink runs on the JavaFX thread.
 */
public final class Batch<T> {
    private final Fx fx;
    private final Consumer<List<T>> sink;
    private List<T> waiting = new ArrayList<>();

    public Batch(Fx fx, Consumer<List<T>> sink) {
        this.fx = fx;
        this.sink = sink;
    }

    public void add(T item) {
        addAll(List.of(item));
    }

    public void addAll(List<T> items) {
        if (items.isEmpty()) return;
        boolean first;
        synchronized (this) {
            first = waiting.isEmpty();
            waiting.addAll(items);
        }
        if (first) fx.nextFrame(this::flush);
    }

    private void flush() {
        List<T> batch;
        synchronized (this) {
            batch = waiting;
            waiting = new ArrayList<>();
        }
        sink.accept(batch);
    }
}
