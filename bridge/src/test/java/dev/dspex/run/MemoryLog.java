package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.Stamped;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in memory; can be told to be full after a number of events. */
final class MemoryLog implements RunLog {
    private final List<Stamped> kept = new ArrayList<>();
    private int lastId;
    private int room = Integer.MAX_VALUE;

    synchronized MemoryLog withRoomFor(int events) {
        room = events;
        return this;
    }

    @Override
    public synchronized String newRunId() {
        return "r-20260101-" + ++lastId;
    }

    @Override
    public synchronized void append(List<Stamped> events) {
        if (kept.size() + events.size() > room) {
            throw new LogException(
                    RunError.of(
                            "disk_full", "The disk is full.", "Free some space.", "No space left"),
                    new IOException("No space left on device"));
        }
        kept.addAll(events);
    }

    @Override
    public synchronized List<Stamped> events(String run, long fromSeq, int limit) {
        return of(run).stream().skip(fromSeq - 1).limit(limit).toList();
    }

    synchronized List<Stamped> of(String run) {
        return kept.stream().filter(e -> e.run().equals(run)).toList();
    }

    synchronized List<Stamped> all() {
        return List.copyOf(kept);
    }
}
