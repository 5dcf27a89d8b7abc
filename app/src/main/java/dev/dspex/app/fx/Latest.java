package dev.dspex.app.fx;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Hands over only the newest value, once a frame. For gauges: a value that was overtaken is not
 * shown.
 */
public final class Latest<T> {
    private final Fx fx;
    private final Consumer<T> sink;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();

    public Latest(Fx fx, Consumer<T> sink) {
        this.fx = fx;
        this.sink = sink;
    }

    /** Any thread. */
    public void set(T value) {
        if (waiting.getAndSet(value) == null) fx.nextFrame(this::flush);
    }

    private void flush() {
        var value = waiting.getAndSet(null);
        if (value != null) sink.accept(value);
    }
}
