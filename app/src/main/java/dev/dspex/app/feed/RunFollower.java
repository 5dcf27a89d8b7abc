package dev.dspex.app.feed;

import dev.dspex.app.fx.Background;
import dev.dspex.event.Stamped;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Follows one run from its first event on, whether it has ended, goes on, or has just begun: the
 * stored events and the live ones, each once and in order. A live event that is ahead waits until
 * the store has given those before it. JavaFX thread only.
 */
public final class RunFollower {
    private static final Logger LOG = LoggerFactory.getLogger(RunFollower.class);

    /** Reads stored events; called on a thread of the background. */
    @FunctionalInterface
    public interface Reader {
        /** All events of the run that are stored, from this number on. */
        List<Stamped> read(String run, long fromSeq);
    }

    private final Reader reader;
    private final Background background;
    private final Consumer<List<Stamped>> sink;
    private final TreeMap<Long, Stamped> ahead = new TreeMap<>();
    private String run = "";
    private long next = 1;
    private int turn;
    private boolean reading;

    /**
     * @param sink takes the events of the run that is followed
     */
    public RunFollower(Reader reader, Background background, Consumer<List<Stamped>> sink) {
        this.reader = reader;
        this.background = background;
        this.sink = sink;
    }

    /** Goes over to this run, from its first event; the empty id follows none. */
    public void follow(String id) {
        run = id;
        next = 1;
        turn++;
        reading = false;
        ahead.clear();
        if (!id.isEmpty()) read();
    }

    /** Takes live events of any runs. */
    public void accept(List<Stamped> live) {
        take(live);
        if (!ahead.isEmpty() && !reading) read();
    }

    private void take(List<Stamped> events) {
        for (var event : events)
            if (event.run().equals(run) && event.seq() >= next) ahead.put(event.seq(), event);
        var ready = new ArrayList<Stamped>();
        while (!ahead.isEmpty() && ahead.firstKey() == next) {
            ready.add(ahead.pollFirstEntry().getValue());
            next++;
        }
        if (!ready.isEmpty()) sink.accept(ready);
    }

    private void read() {
        reading = true;
        var id = run;
        long from = next;
        int asked = turn;
        background.run(
                () -> reader.read(id, from),
                stored -> {
                    if (asked != turn) return;
                    reading = false;
                    take(stored);
                },
                error -> {
                    if (asked != turn) return;
                    reading = false; // the next live event asks again
                    LOG.warn("run {} not read from {}", id, from, error);
                });
    }
}
