package dev.dspex.run;

import dev.dspex.event.EventCodec;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one way of a run's events: secrets out, numbered, added up, stored, then published. Safe for
 * any thread; batches stay whole.
 */
final class Recorder {
    private static final int PAGE = 2_000;

    private final String run;
    private final RunLog log;
    private final Subscribers subscribers;
    private final Masking masking;
    private final UsageMeter meter;
    private long next;
    private RunLog.@Nullable LogException broken;
    private boolean ended;
    private Consumer<RunEvent> watcher = _ -> {};

    /**
     * @param last number of the run's last event, 0 for a new run
     * @param meter what the run has used so far
     */
    Recorder(
            String run,
            RunLog log,
            Subscribers subscribers,
            Masking masking,
            long last,
            UsageMeter meter) {
        this.next = last + 1;
        this.meter = meter;
        this.run = run;
        this.log = log;
        this.subscribers = subscribers;
        this.masking = masking;
    }

    /** Records events as a worker sent them; returns them as stored. */
    synchronized List<Stamped> fromWorker(String worker, List<ObjectNode> events) {
        List<Stamped> batch = new ArrayList<>(events.size() + 1);
        long seq = next;
        for (ObjectNode event : events) {
            if (!masking.nothing()) {
                masking.apply(event);
            }
            Stamped stamped = EventCodec.stamp(event, run, seq, worker);
            meter.saw(stamped.event());
            if (!(stamped.event() instanceof RunEvent.Budget)) {
                batch.add(stamped);
                seq++;
            }
        }
        RunEvent.Budget budget = meter.report(System.nanoTime(), false);
        if (budget != null) {
            batch.add(stamp(budget, seq));
        }
        keep(batch);
        return batch;
    }

    /** What was recorded of the run before now, oldest first, as far as it is kept. */
    List<Stamped> past() {
        List<Stamped> past = new ArrayList<>();
        while (true) {
            List<Stamped> page = log.events(run, past.size() + 1L, PAGE);
            if (page.isEmpty()) return past;
            past.addAll(page);
        }
    }

    /** Records an event of the run service itself. */
    synchronized void own(RunEvent... events) {
        record(null, events);
    }

    /** Records events about a worker that it could not send itself. */
    synchronized void about(@Nullable String worker, RunEvent... events) {
        record(worker, events);
    }

    private void record(@Nullable String worker, RunEvent... events) {
        List<Stamped> batch = new ArrayList<>(events.length + 1);
        long seq = next;
        for (RunEvent event : events) {
            if (event instanceof RunEvent.RunFinished) {
                ended = true;
                RunEvent.Budget budget = meter.report(System.nanoTime(), true);
                if (budget != null) {
                    batch.add(stamp(budget, seq++));
                }
            }
            batch.add(
                    new Stamped(
                            run,
                            seq++,
                            System.currentTimeMillis(),
                            System.nanoTime(),
                            worker,
                            event));
        }
        keep(batch);
    }

    private Stamped stamp(RunEvent event, long seq) {
        return new Stamped(run, seq, System.currentTimeMillis(), System.nanoTime(), null, event);
    }

    private void keep(List<Stamped> batch) {
        if (batch.isEmpty()) {
            return;
        }
        if (broken != null) {
            throw broken;
        }
        try {
            log.append(batch);
        } catch (RunLog.LogException e) {
            broken = e; // later events would leave a hole
            throw e;
        }
        next = batch.getLast().seq() + 1;
        subscribers.publish(batch);
        batch.forEach(stamped -> watcher.accept(stamped.event()));
    }

    /** Sees every event after it was kept, on the thread that brought it; it may record others. */
    synchronized void watch(Consumer<RunEvent> by) {
        watcher = by;
    }

    /** Another cap holds from now on, and is told at once. */
    synchronized void limited(RunEvent.@Nullable Cap cap) {
        if (ended) {
            return;
        }
        meter.limited(cap);
        RunEvent.Budget budget = meter.report(System.nanoTime(), true);
        if (budget != null) {
            own(budget);
        }
    }

    /** The run goes on otherwise than before; nothing of a run that has ended. */
    synchronized void decided(ObjectNode seen, ObjectNode chosen, String why) {
        decided(new RunEvent.Decision(seen, chosen, JsonNodeFactory.instance.nullNode(), why));
    }

    /** The same with what was not chosen. */
    synchronized void decided(RunEvent.Decision decision) {
        if (!ended) own(decision);
    }

    /** The first event of a run. */
    void queued(RunRequest request) {
        ObjectNode json = RequestJson.of(request);
        masking.apply(json);
        own(new RunEvent.RunQueued(request.kind(), request.setup().program().name(), json));
    }

    synchronized Usage usage() {
        return meter.usage();
    }

    /** How far the run has come; see {@link UsageMeter#reached}. */
    synchronized Usage reached() {
        return meter.reached();
    }
}
