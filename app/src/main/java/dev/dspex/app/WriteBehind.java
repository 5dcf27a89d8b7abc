package dev.dspex.app;

import dev.dspex.app.fx.Background;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps a file as what is edited: written in the background, one at a time; what was changed
 * meanwhile follows. JavaFX thread only.
 *
 * @param <T> what is kept; compared by value
 */
final class WriteBehind<T> {
    /** Writes the file; on a background thread. */
    interface Save<T> {
        void save(T value) throws Exception;
    }

    private final Background background;
    private final Supplier<Optional<T>> now;
    private final Save<T> save;
    private final Consumer<Throwable> failed;
    private boolean loading;
    private boolean writing;
    private boolean broken;

    /**
     * @param now what is to be kept; empty while it is not whole
     */
    WriteBehind(
            Background background,
            Supplier<Optional<T>> now,
            Save<T> save,
            Consumer<Throwable> failed) {
        this.background = background;
        this.now = now;
        this.save = save;
        this.failed = failed;
    }

    /** Changes what is edited without writing it: it comes from the file. */
    void load(Runnable change) {
        loading = true;
        change.run();
        loading = false;
    }

    /** The file cannot be read and stays as it is. */
    void leave() {
        broken = true;
    }

    void write() {
        var value = now.get().orElse(null);
        if (value == null || loading || writing || broken) return;
        writing = true;
        background.run(
                () -> {
                    save.save(value);
                    return value;
                },
                was -> {
                    writing = false;
                    if (!now.get().equals(Optional.of(was))) write();
                },
                error -> {
                    writing = false;
                    failed.accept(error);
                });
    }
}
