package dev.dspex.run;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One subscriber on a thread of its own. What it cannot take in time is not kept in memory but read
 * back from the store, so it misses nothing, sees each run in order, and holds up nobody.
 */
final class Subscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int HELD = 10_000;
    private static final int PAGE = 1_000;

    private final RunLog log;
    private final Consumer<List<Stamped>> consumer;
    private final Deque<List<Stamped>> queue = new ArrayDeque<>();
    private final Map<String, Long> behind = new HashMap<>();
    private final Map<String, Long> next = new HashMap<>();
    private final Thread thread;
    private int held;
    private boolean closed;

    Subscriber(RunLog log, Consumer<List<Stamped>> consumer) {
        this.log = log;
        this.consumer = consumer;
        this.thread = Thread.ofVirtual().name("run-subscriber").start(this::serve);
    }

    /** Never waits. */
    synchronized void offer(List<Stamped> batch) {
        String run = batch.getFirst().run();
        if (behind.containsKey(run) || held + batch.size() > HELD) {
            behind.putIfAbsent(run, batch.getFirst().seq());
        } else {
            queue.addLast(batch);
            held += batch.size();
        }
        notifyAll();
    }

    private sealed interface Work {
        record Batch(List<Stamped> events) implements Work {}

        record CatchUp(String run, long fromSeq) implements Work {}
    }

    private synchronized @Nullable Work take() throws InterruptedException {
        while (!closed && queue.isEmpty() && behind.isEmpty()) {
            wait();
        }
        if (!queue.isEmpty()) {
            List<Stamped> batch = queue.removeFirst();
            held -= batch.size();
            return new Work.Batch(batch);
        }
        if (behind.isEmpty()) {
            return null;
        }
        Iterator<Map.Entry<String, Long>> first = behind.entrySet().iterator();
        Map.Entry<String, Long> run = first.next();
        first.remove();
        return new Work.CatchUp(run.getKey(), run.getValue());
    }

    private void serve() {
        try {
            for (Work work = take(); work != null; work = take()) {
                switch (work) {
                    case Work.Batch batch -> deliver(batch.events());
                    case Work.CatchUp catchUp -> catchUp(catchUp.run(), catchUp.fromSeq());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what was left out; what is published meanwhile is skipped when it comes. */
    private void catchUp(String run, long fromSeq) {
        long from = fromSeq;
        for (List<Stamped> page = page(run, from); !page.isEmpty(); page = page(run, from)) {
            deliver(page);
            from = page.getLast().seq() + 1;
        }
    }

    private List<Stamped> page(String run, long from) {
        try {
            return log.events(run, from, PAGE);
        } catch (RunLog.LogException e) {
            LOG.warn("events of {} cannot be read back", run, e);
            return List.of();
        }
    }

    private void deliver(List<Stamped> batch) {
        String run = batch.getFirst().run();
        long wanted = next.getOrDefault(run, batch.getFirst().seq());
        List<Stamped> fresh = batch.stream().filter(e -> e.seq() >= wanted).toList();
        if (fresh.isEmpty()) {
            return;
        }
        if (fresh.getLast().event() instanceof RunEvent.RunFinished) {
            next.remove(run);
        } else {
            next.put(run, fresh.getLast().seq() + 1);
        }
        try {
            consumer.accept(fresh);
        } catch (RuntimeException e) {
            LOG.error("a subscriber failed on events of {}", run, e);
        }
    }

    /** Ends once what it holds is delivered. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until everything held is delivered; for those who close and must have seen the end. */
    void join() throws InterruptedException {
        thread.join();
    }
}
