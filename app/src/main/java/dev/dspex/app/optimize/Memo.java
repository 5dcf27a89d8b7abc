package dev.dspex.app.optimize;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/** Works a thing out when it is first asked for, once. Any thread. */
final class Memo<T> implements Supplier<T> {
    private final Supplier<T> work;
    private @Nullable T known;

    Memo(Supplier<T> work) {
        this.work = work;
    }

    @Override
    public synchronized T get() {
        var got = known;
        if (got == null) known = got = work.get();
        return got;
    }
}
