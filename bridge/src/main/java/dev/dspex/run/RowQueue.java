package dev.dspex.run;

import dev.dspex.event.RunError;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of an evaluation that are still to be done, handed out in chunks that get smaller
 * towards the end, so that no worker is left with much while others have nothing. Rows of a lost
 * worker come back; a row that was alone on two lost workers is given up. Safe for any thread.
 */
final class RowQueue {
    private static final int LOSSES = 2;

    /**
     * What is known of a row that is done.
     *
     * @param score null when it has an error, or the metric has no score for it
     */
    record Done(@Nullable Double score, @Nullable RunError error) {}

    /** What became of the rows of a lost worker. */
    record Retried(List<String> again, List<String> givenUp) {}

    private final int workers;
    private final int threads;
    private final Deque<List<Rows.Row>> pending = new ArrayDeque<>();
    private final Map<String, @Nullable Done> results = new LinkedHashMap<>();
    private final Map<String, Integer> losses = new HashMap<>();
    private int out;
    private int done;

    RowQueue(List<Rows.Row> rows, int workers, int threads) {
        this.workers = workers;
        this.threads = threads;
        rows.forEach(row -> results.put(row.id(), null));
        List<Rows.Row> rest = rows;
        while (!rest.isEmpty()) {
            int size = Math.min(rest.size(), chunk(rest.size()));
            pending.addLast(rest.subList(0, size));
            rest = rest.subList(size, rest.size());
        }
    }

    private int chunk(int left) {
        return Math.max(threads, left / (2 * workers));
    }

    /** The next chunk; waits while others may still give rows back; null when all is done. */
    synchronized @Nullable List<Rows.Row> next() throws InterruptedException {
        while (pending.isEmpty() && out > 0) {
            wait();
        }
        if (pending.isEmpty()) {
            return null;
        }
        out++;
        return pending.removeFirst();
    }

    /** A row is done; the last word on a row counts. */
    synchronized void done(String row, Done result) {
        if (results.containsKey(row) && results.put(row, result) == null) {
            done++;
        }
    }

    /** The rows of a chunk that are not done. */
    synchronized List<Rows.Row> open(List<Rows.Row> chunk) {
        return chunk.stream().filter(row -> results.get(row.id()) == null).toList();
    }

    /** A chunk's worker ended well. */
    synchronized void returned() {
        out--;
        notifyAll();
    }

    /**
     * A chunk's worker was lost. Rows that were begun go alone next time, the others together.
     *
     * @param begun ids of the rows that it was working on
     */
    synchronized Retried lost(List<Rows.Row> chunk, Set<String> begun, RunError why) {
        List<Rows.Row> left = open(chunk);
        List<String> givenUp = new ArrayList<>();
        List<Rows.Row> alone = new ArrayList<>();
        List<Rows.Row> together = new ArrayList<>();
        boolean blame = left.stream().noneMatch(row -> begun.contains(row.id()));
        for (Rows.Row row : left) {
            if (!blame && !begun.contains(row.id())) {
                together.add(row);
            } else if (losses.merge(row.id(), 1, Integer::sum) >= LOSSES && chunk.size() == 1) {
                givenUp.add(row.id());
                done(row.id(), new Done(null, why));
            } else {
                alone.add(row);
            }
        }
        alone.forEach(row -> pending.addLast(List.of(row)));
        if (!together.isEmpty()) {
            pending.addFirst(together);
        }
        out--;
        notifyAll();
        Set<String> gone = new HashSet<>(givenUp);
        return new Retried(
                left.stream().map(Rows.Row::id).filter(id -> !gone.contains(id)).toList(), givenUp);
    }

    synchronized int done() {
        return done;
    }

    synchronized boolean anyScored() {
        return results.values().stream().anyMatch(r -> r != null && r.score() != null);
    }

    /** Results by row in the order of the rows; null for rows that are not done. */
    synchronized Map<String, @Nullable Done> results() {
        return new LinkedHashMap<>(results);
    }
}
