package dev.dspex.gateway;

import dev.dspex.gateway.WorkerStatus.State;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Workers kept ready, lent to one holder at a time in the order of asking. A worker that ends,
 * hangs or is worn is replaced; a nursery that ends is started again. Safe for any thread. Once
 * closed, nothing of it is left: no process, no thread.
 */
public final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final int FAILED_STARTS = 3;
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
    private static final int RESTARTS = 3;

    private final PoolConfig config;
    private final Payloads payloads;
    private final SecureRandom random = new SecureRandom();
    private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Deque<Member> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<Member>> waiting = new ArrayDeque<>();
    private final Deque<Long> restarts = new ArrayDeque<>();
    private final Heartbeat heartbeat;
    private @Nullable Nursery nursery;
    private @Nullable GatewayException down;
    private boolean closed;
    private int lastId;
    private int failedStarts;

    private WorkerPool(PoolConfig config) {
        this.config = config;
        this.payloads = new Payloads(config.work());
        this.heartbeat = new Heartbeat(this, config.limits());
    }

    /** Starts the nursery, waits for it (about a second), and lets the workers start meanwhile. */
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
        lock.lock();
        try {
            if (!closed) {
                nursery = started;
                fill();
                tell(new PoolEvent.NurseryUp(started.info()));
                return;
            }
        } finally {
            lock.unlock();
        }
        started.close();
    }

    /** Hears what happens to the workers from now on. */
    public void listen(PoolListener listener) {
        listeners.add(listener);
    }

    /** The process that makes the workers. */
    public NurseryInfo nursery() throws GatewayException {
        lock.lock();
        try {
            if (nursery == null) {
                throw unavailable();
            }
            return nursery.info();
        } finally {
            lock.unlock();
        }
    }

    /** Every worker as of its last heartbeat. */
    public List<WorkerStatus> workers() {
        lock.lock();
        try {
            return members.values().stream().map(Member::status).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Borrows a worker; who asks first is served first.
     *
     * @throws GatewayException when none is free in time, or the pool is down or closed
     */
    public Lease lease(Duration timeout) throws GatewayException, InterruptedException {
        CompletableFuture<Member> turn = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed || down != null) {
                throw unavailable();
            }
            waiting.addLast(turn);
            serve();
            fill();
        } finally {
            lock.unlock();
        }
        try {
            return new Lease(
                    this,
                    turn.get(timeout.toMillis(), TimeUnit.MILLISECONDS),
                    config.limits().grace());
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            return giveUp(turn, e);
        }
    }

    private Lease giveUp(CompletableFuture<Member> turn, Exception reason)
            throws GatewayException, InterruptedException {
        lock.lock();
        try {
            waiting.remove(turn);
            if (turn.isDone() && !turn.isCompletedExceptionally()) {
                if (reason instanceof InterruptedException) {
                    release(turn.join());
                } else {
                    return new Lease(this, turn.join(), config.limits().grace());
                }
            }
            if (reason instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            if (reason.getCause() instanceof GatewayException known) {
                throw known;
            }
            throw new GatewayException(
                    "pool_busy",
                    "No worker became free in time.",
                    "Wait for a run to finish, stop one, or allow more workers.",
                    members.size() + " workers, all busy");
        } finally {
            lock.unlock();
        }
    }

    private GatewayException unavailable() {
        return down != null
                ? down
                : new GatewayException(
                        "pool_closed", "The pool of workers is closed.", "", "closed");
    }

    Payloads payloads() {
        return payloads;
    }

    PoolConfig config() {
        return config;
    }

    void took(Member member) {
        lock.lock();
        try {
            member.jobs++;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(Member member) {
        lock.lock();
        try {
            release(member);
        } finally {
            lock.unlock();
        }
    }

    private void release(Member member) {
        if (member.state != State.BUSY || closed) {
            return;
        }
        String worn = member.worn(config.limits());
        if (worn == null) {
            member.state = State.IDLE;
            idle.addLast(member);
        } else {
            recycle(member, worn);
        }
        serve();
        fill();
    }

    private void recycle(Member member, String why) {
        remove(member, "Worker " + member.id + " was recycled " + why + ".");
        tell(new PoolEvent.Recycled(member.id, why));
    }

    /** Replaces an idle worker that has become worn. */
    void recycleIfIdle(Member member) {
        lock.lock();
        try {
            String worn = member.worn(config.limits());
            if (worn != null && idle.contains(member)) {
                recycle(member, worn);
                fill();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Kills a worker and replaces it; false when it was gone already. */
    boolean discard(Member member, String why) {
        lock.lock();
        try {
            boolean removed = remove(member, why);
            if (removed) {
                fill();
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    private boolean remove(Member member, String why) {
        if (members.remove(member.id) == null) {
            return false;
        }
        idle.remove(member);
        member.leave(why);
        if (nursery != null) {
            nursery.kill(member.id);
        }
        return true;
    }

    /** Gives idle workers to those who wait. */
    private void serve() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Member member = idle.removeFirst();
            member.state = State.BUSY;
            if (!waiting.removeFirst().complete(member)) {
                member.state = State.IDLE;
                idle.addFirst(member);
            }
        }
    }

    /** Starts workers up to the size, and beyond it up to the limit while leases wait. */
    private void fill() {
        if (closed || nursery == null) {
            return;
        }
        long starting = members.values().stream().filter(m -> m.state == State.STARTING).count();
        while (members.size() < config.size()
                || (starting < waiting.size() && members.size() < config.limit())) {
            byte[] token = new byte[32];
            random.nextBytes(token);
            Member member = new Member("w" + ++lastId, HexFormat.of().formatHex(token));
            members.put(member.id, member);
            nursery.spawn(member.id, member.token);
            starting++;
        }
    }

    private void fail(GatewayException reason) {
        down = reason;
        waiting.forEach(turn -> turn.completeExceptionally(reason));
        waiting.clear();
        tell(new PoolEvent.Down(reason.getMessage()));
    }

    List<Member> connected() {
        lock.lock();
        try {
            return members.values().stream().filter(m -> m.state != State.STARTING).toList();
        } finally {
            lock.unlock();
        }
    }

    void tell(PoolEvent event) {
        for (PoolListener listener : listeners) {
            listener.heard(event);
        }
    }

    /** Ends every worker and the nursery; leases in use see their worker lost. */
    @Override
    public void close() {
        Nursery last;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            last = nursery;
            nursery = null;
            GatewayException reason = unavailable();
            waiting.forEach(turn -> turn.completeExceptionally(reason));
            waiting.clear();
        } finally {
            lock.unlock();
        }
        heartbeat.close();
        if (last != null) {
            last.close();
        }
        lock.lock();
        try {
            members.values().forEach(m -> m.leave("The pool was closed."));
            members.clear();
            idle.clear();
        } finally {
            lock.unlock();
        }
    }

    /** What the nursery reports, put to work. */
    private final class FromNursery implements Nursery.Reports {
        @Override
        public void ready(String id, long pid, int port) {
            lock.lock();
            try {
                Member member = members.get(id);
                if (member == null || closed) {
                    return;
                }
                failedStarts = 0;
                member.connect(pid, port, config.limits().heartbeat());
                member.state = State.IDLE;
                idle.addLast(member);
                tell(new PoolEvent.Ready(id, pid));
                serve();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void failed(String id, String message) {
            LOG.warn("worker {} did not start: {}", id, message);
            lock.lock();
            try {
                members.remove(id);
                if (++failedStarts < FAILED_STARTS) {
                    fill();
                } else {
                    fail(
                            new GatewayException(
                                    "gateway_down",
                                    "Python workers do not start: " + message,
                                    "Run \"dspex doctor\" to check the Python environment.",
                                    message));
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void exited(String id, int status) {
            lock.lock();
            try {
                Member member = members.get(id);
                if (member != null) {
                    String why = "Worker " + id + " ended with " + describe(status) + ".";
                    discard(member, why);
                    tell(new PoolEvent.Lost(id, why));
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void died(String why) {
            lock.lock();
            try {
                if (closed) {
                    return;
                }
                nursery = null;
                List.copyOf(members.values()).forEach(m -> remove(m, why));
                tell(new PoolEvent.NurseryLost(why));
            } finally {
                lock.unlock();
            }
            Thread.ofVirtual().name("nursery-restart").start(() -> restart(why));
        }

        private void restart(String why) {
            try {
                if (tooOften()) {
                    throw new GatewayException(
                            "gateway_down",
                            "The Python side ended again and again.",
                            "Run \"dspex doctor\" to check the Python environment.",
                            why);
                }
                raise();
            } catch (GatewayException e) {
                lock.lock();
                try {
                    fail(e);
                } finally {
                    lock.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean tooOften() {
            lock.lock();
            try {
                long now = System.nanoTime();
                restarts.removeIf(then -> now - then > RESTART_WINDOW.toNanos());
                restarts.addLast(now);
                return restarts.size() > RESTARTS;
            } finally {
                lock.unlock();
            }
        }
    }

    private static String describe(int status) {
        return status < 0 ? "signal " + -status : "status " + status;
    }
}
