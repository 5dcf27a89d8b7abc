package dev.dspex.app.feed;

import dev.dspex.event.Stamped;

import java.util.ArrayList;
import java.util.List;

/**
 * A view model of one run. It takes the events of the run that it shows, each once and in order,
 * and leaves all others: a stored run is opened by {@link #show} and {@link #accept} of its events,
 * and a live one goes on from there. Used by one thread, the JavaFX one.
 */
public abstract class RunFeed {
    private final List<Runnable> watchers = new ArrayList<>();
    private String run = "";
    private long seen;

    /** Forgets what was shown and waits for the events of this run; the empty id shows nothing. */
    public final void show(String id) {
        run = id;
        seen = 0;
        reset();
        changed();
    }

    /** Id of the run that is shown, empty when none is. */
    public final String run() {
        return run;
    }

    public final boolean isEmpty() {
        return run.isEmpty();
    }

    /** Takes what it has not seen. Watchers are told once. */
    public final void accept(List<Stamped> batch) {
        boolean any = false;
        for (var event : batch) {
            if (!event.run().equals(run) || event.seq() <= seen) continue;
            seen = event.seq();
            on(event);
            any = true;
        }
        if (any) changed();
    }

    /** The action runs after each change. */
    public final void watch(Runnable action) {
        watchers.add(action);
    }

    protected final void changed() {
        for (var watcher : watchers) watcher.run();
    }

    protected abstract void reset();

    protected abstract void on(Stamped event);
}
