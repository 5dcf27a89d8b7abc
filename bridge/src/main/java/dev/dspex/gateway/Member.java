package dev.dspex.gateway;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One worker of the pool. Its state is guarded by the pool's lock; the link is safe for any thread.
 */
final class Member {
    /** Events a poll brings, and how long it waits for the first. */
    static final int POLL_MS = 250;

    final String id;
    final String token;
    final Instant born = Instant.now();
    final AtomicBoolean checking = new AtomicBoolean();
    private final CompletableFuture<String> gone = new CompletableFuture<>();
    WorkerStatus.State state = WorkerStatus.State.STARTING;
    long pid;
    volatile long memory;
    int jobs;
    int misses;
    private @Nullable WorkerLink link;

    Member(String id, String token) {
        this.id = id;
        this.token = token;
    }

    void connect(long workerPid, int port, Duration controlTimeout) {
        pid = workerPid;
        link = new WorkerLink(port, token, controlTimeout, POLL_MS);
    }

    WorkerLink link() {
        WorkerLink connected = link;
        if (connected == null) {
            throw new IllegalStateException("worker " + id + " is not connected");
        }
        return connected;
    }

    /** Marks it gone, once; later calls change nothing. */
    void leave(String why) {
        state = WorkerStatus.State.GONE;
        if (gone.complete(why) && link != null) {
            link.close();
        }
    }

    /** Why it is gone; waits a little for the report of its end when only the connection broke. */
    String whyGone(Duration patience) throws InterruptedException {
        try {
            return gone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "The connection to worker " + id + " broke.";
        }
    }

    /** Whether it should be replaced before the next job, and why. */
    @Nullable String worn(PoolConfig.Limits limits) {
        if (jobs >= limits.jobs()) {
            return "after " + jobs + " jobs";
        }
        if (memory >= limits.memory()) {
            return "using " + memory / 1_000_000 + " MB";
        }
        return Duration.between(born, Instant.now()).compareTo(limits.age()) >= 0 ? "by age" : null;
    }

    void seen(ObjectNode health) {
        memory = health.path("rss").asLong();
        misses = 0;
    }

    WorkerStatus status() {
        return new WorkerStatus(id, pid, state, memory, jobs, misses);
    }
}
