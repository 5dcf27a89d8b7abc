package dev.dspex.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Workers kept ready, lent to one holder at a time in the order of asking. A worker that ends,
 * hangs or is worn is replaced; a nursery that ends is started again. Safe for any thread. Once
 * closed, nothing of it is left: no process, no thread.
 */
public final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
    private static final int RESTARTS = 3;
    private static final String DOCTOR = "Run \"dspex doctor\" to check the Python environment.";

    private final PoolConfig config;
    private final Payloads payloads;
    private final Roster roster;
    private final Heartbeat heartbeat;
    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    private final Deque<Long> restarts = new ArrayDeque<>();

    private WorkerPool(PoolConfig config) {
        this.config = config;
        this.payloads = new Payloads(config.work());
        this.roster = new Roster(config, this::tell);
        this.heartbeat = new Heartbeat(this, roster, config.limits());
    }

    /** Starts the nursery, waits for it (about a second), and lets the workers start meanwhile. */
    /** The most workers at a time. */
    public int limit() {
        return config.limit();
    }

    public static WorkerPool open(PoolConfig config, PoolListener... listeners)
            throws GatewayException, InterruptedException {
        try {
            Files.createDirectories(config.work());
        } catch (IOException e) {
            throw new GatewayException(
                    "gateway_start",
                    "The folder " + config.work() + " cannot be made.",
                    "Check its permissions, or set DSPEX_HOME to another folder.",
                    e.toString());
        }
        WorkerPool pool = new WorkerPool(config);
        pool.listeners.addAll(List.of(listeners));
        pool.raise();
        pool.heartbeat.start();
        return pool;
    }

    private void raise() throws GatewayException, InterruptedException {
        Nursery started = Nursery.start(config, new FromNursery());
        if (!roster.nurseryUp(started)) {
            started.close();
        }
    }

    /** Hears what happens to the workers from now on. */
    public void listen(PoolListener listener) {
        listeners.add(listener);
    }

    /** The process that makes the workers. */
    public NurseryInfo nursery() throws GatewayException {
        return roster.nursery();
    }

    /** Every worker as of its last heartbeat. */
    public List<WorkerStatus> workers() {
        return roster.statuses();
    }

    /**
     * Borrows a worker; who asks first is served first.
     *
     * @throws GatewayException when none is free in time, or the pool is down or closed
     */
    public Lease lease(Duration timeout) throws GatewayException, InterruptedException {
        CompletableFuture<Member> turn = roster.queue();
        try {
            return lent(turn.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GatewayException known ? known : closedPool();
        } catch (TimeoutException e) {
            Member late = roster.leaveQueue(turn);
            if (late != null) {
                return lent(late);
            }
            throw new GatewayException(
                    "pool_busy",
                    "No worker became free in time.",
                    "Wait for a run to finish, stop one, or allow more workers.",
                    workers().size() + " workers, all busy");
        } catch (InterruptedException e) {
            Member late = roster.leaveQueue(turn);
            if (late != null) {
                roster.release(late);
            }
            throw e;
        }
    }

    private Lease lent(Member member) {
        return new Lease(roster, payloads, member, config.limits().grace());
    }

    private static GatewayException closedPool() {
        return new GatewayException("pool_closed", "The pool of workers is closed.", "", "closed");
    }

    void tell(PoolEvent event) {
        for (PoolListener listener : listeners) {
            listener.heard(event);
        }
    }

    private void giveUp(GatewayException reason) {
        Nursery last = roster.end(reason);
        tell(new PoolEvent.Down(reason.getMessage()));
        if (last != null) {
            last.close();
        }
    }

    /** Ends every worker and the nursery; leases in use see their worker lost. */
    @Override
    public void close() {
        heartbeat.close();
        Nursery last = roster.end(closedPool());
        if (last != null) {
            last.close();
        }
        roster.clear("The pool was closed.");
    }

    /** What the nursery reports, on its reader thread. */
    private final class FromNursery implements Nursery.Reports {
        @Override
        public void ready(String id, long pid, int port) {
            roster.ready(id, pid, port);
        }

        @Override
        public void failed(String id, String message) {
            LOG.warn("worker {} did not start: {}", id, message);
            if (!roster.failed(id)) {
                giveUp(
                        new GatewayException(
                                "gateway_down",
                                "Python workers do not start: " + message,
                                DOCTOR,
                                message));
            }
        }

        @Override
        public void exited(String id, int status) {
            String how = status < 0 ? "signal " + -status : "status " + status;
            roster.exited(id, "Worker " + id + " ended with " + how + ".");
        }

        @Override
        public void died(String why) {
            if (roster.nurseryDied(why)) {
                Thread.ofVirtual().name("nursery-restart").start(() -> restart(why));
            }
        }
    }

    private void restart(String why) {
        try {
            if (tooOften()) {
                throw new GatewayException(
                        "gateway_down", "The Python side ended again and again.", DOCTOR, why);
            }
            raise();
        } catch (GatewayException e) {
            giveUp(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tooOften() {
        synchronized (restarts) {
            long now = System.nanoTime();
            restarts.removeIf(then -> now - then > RESTART_WINDOW.toNanos());
            restarts.addLast(now);
            return restarts.size() > RESTARTS;
        }
    }
}
