package dev.dspex.app.lab;

import dev.dspex.event.Stamped;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The events of a run with their seconds, to play them again at any speed. */
final class Recording {
    /** More than this is not kept in memory: such a run can be read, but not played. */
    static final int MOST = 400_000;

    private record Entry(double seconds, Stamped event) {}

    private final List<Entry> entries = new ArrayList<>();
    private RunClock clock = new RunClock();
    private boolean whole = true;
    private double length;
    private int next;

    void clear() {
        entries.clear();
        clock = new RunClock();
        whole = true;
        length = 0;
        next = 0;
    }

    /** Keeps an event; gives its seconds since the beginning. */
    double add(Stamped event) {
        length = clock.seconds(event);
        if (entries.size() == MOST) whole = false;
        if (whole) entries.add(new Entry(length, event));
        next = entries.size();
        return length;
    }

    /** Seconds from the first to the last event. */
    double length() {
        return length;
    }

    /** Whether it can be played from its beginning. */
    boolean playable() {
        return whole && !entries.isEmpty();
    }

    void rewind() {
        next = 0;
    }

    /** Whether everything has been given out. */
    boolean atEnd() {
        return next >= entries.size();
    }

    /** Gives out what comes next, up to this second and with it. */
    void until(double seconds, BiConsumer<Stamped, Double> taker) {
        while (next < entries.size() && entries.get(next).seconds() <= seconds) {
            var entry = entries.get(next++);
            taker.accept(entry.event(), entry.seconds());
        }
    }
}
