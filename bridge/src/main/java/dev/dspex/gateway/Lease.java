package dev.dspex.gateway;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A worker for one holder. {@link #run} blocks its thread; {@link #stop} may come from any other.
 * Closing gives the worker back, or kills it when a job is still on it.
 */
public final class Lease implements AutoCloseable {
    private static final int BATCH = 256;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private enum Signal {
        HURRY,
        ENDED
    }

    private final Roster roster;
    private final Payloads payloads;
    private final Member member;
    private final Duration grace;
    private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private @Nullable String running;
    private @Nullable Duration stopping;
    private boolean closed;

    Lease(Roster roster, Payloads payloads, Member member, Duration grace) {
        this.roster = roster;
        this.payloads = payloads;
        this.member = member;
        this.grace = grace;
    }

    /** Name of the worker. */
    public String worker() {
        return member.id;
    }

    public long pid() {
        return member.pid;
    }

    /**
     * Runs a job to its end. Best called on a virtual thread.
     *
     * @param job the job with its {@code job} id, as the contracts say
     * @param events takes the events in order, in batches; when it throws, the worker is killed and
     *     the exception comes out here
     */
    public JobEnd run(ObjectNode job, Consumer<List<ObjectNode>> events)
            throws InterruptedException {
        String id = job.path("job").asString("");
        boolean clean = false;
        try {
            JobEnd end = submit(id, job);
            if (end == null) {
                end = follow(id, events);
            }
            clean = true;
            return end;
        } catch (WorkerLink.NoAnswer e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            return lost();
        } finally {
            // A stopped job may have left threads behind: what was forked for it goes with it.
            if (ended() || !clean) {
                roster.discard(member, "Worker " + member.id + " was given up.");
            }
        }
    }

    private @Nullable JobEnd submit(String id, ObjectNode job) throws WorkerLink.NoAnswer {
        synchronized (this) {
            if (stopping != null) {
                return new JobEnd.Killed();
            }
            signals.clear();
        }
        roster.took(member);
        try (Payloads.Payload payload = payloads.of(job)) {
            ObjectNode answer = member.link().submit(payload.text());
            if (answer.path("error") instanceof ObjectNode error) {
                return new JobEnd.Refused(error);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        synchronized (this) {
            running = id;
            if (stopping != null) {
                climb(id, stopping);
            }
        }
        return null;
    }

    private JobEnd follow(String id, Consumer<List<ObjectNode>> events) throws WorkerLink.NoAnswer {
        ObjectNode last = Json.MAPPER.createObjectNode();
        while (true) {
            ObjectNode answer = member.link().poll(id, BATCH);
            List<ObjectNode> batch = new ArrayList<>();
            for (JsonNode event : answer.path("events")) {
                batch.add((ObjectNode) event);
            }
            if (!batch.isEmpty()) {
                last = batch.getLast();
                events.accept(batch);
            }
            if (answer.path("done").asBoolean()) {
                return new JobEnd.Ended(last);
            }
        }
    }

    private JobEnd lost() throws InterruptedException {
        synchronized (this) {
            if (stopping != null) {
                return new JobEnd.Killed();
            }
        }
        return new JobEnd.Lost(member.whyGone(LAST_WORDS));
    }

    /**
     * Stops the job: asks it to, raises an exception in its threads, kills its worker; each step
     * when the one before did not end it.
     *
     * @param patience how long the job may take to stop by itself; a second call ends the waiting
     */
    public synchronized void stop(Duration patience) {
        if (stopping != null) {
            signals.add(Signal.HURRY);
            return;
        }
        stopping = patience;
        if (running != null) {
            climb(running, patience);
        }
    }

    private void climb(String id, Duration patience) {
        Thread.ofVirtual().name("stop-" + id).start(() -> ladder(id, patience));
    }

    private void ladder(String id, Duration patience) {
        try {
            ask(id, "flag");
            if (endsWithin(patience)) {
                return;
            }
            ask(id, "raise");
            if (endsWithin(grace)) {
                return;
            }
            synchronized (this) {
                if (running == null) {
                    return;
                }
            }
            roster.discard(member, "Worker " + member.id + " was stopped.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String id, String how) {
        try {
            member.link().cancel(id, how);
        } catch (WorkerLink.NoAnswer e) {
            // The next step of the ladder is for workers that do not answer.
        }
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        return signals.poll(time.toMillis(), TimeUnit.MILLISECONDS) == Signal.ENDED;
    }

    /** Ends the ladder; whether the job was being stopped. */
    private synchronized boolean ended() {
        boolean stopped = running != null && stopping != null;
        running = null;
        signals.clear();
        signals.add(Signal.ENDED);
        return stopped;
    }

    /** Gives the worker back. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        roster.release(member);
    }
}
