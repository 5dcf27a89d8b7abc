package dev.dspex.gateway;

import dev.dspex.gateway.WorkerStatus.State;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Who works, who is free and who waits for a worker. It keeps the pool at its size, and above it
 * while leases wait. All methods are safe for any thread.
 */
final class Roster {
    private static final int FAILED_STARTS = 3;

    private final PoolConfig config;
    private final Consumer<PoolEvent> events;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Deque<Member> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<Member>> waiting = new ArrayDeque<>();
    private @Nullable Nursery nursery;
    private @Nullable GatewayException over;
    private int lastId;
    private int failedStarts;

    Roster(PoolConfig config, Consumer<PoolEvent> events) {
        this.config = config;
        this.events = events;
    }

    /**
     * A nursery is up: workers start. False when the pool has been closed or given up meanwhile.
     */
    synchronized boolean nurseryUp(Nursery started) {
        if (over != null) {
            return false;
        }
        nursery = started;
        events.accept(new PoolEvent.NurseryUp(started.info()));
        fill();
        return true;
    }

    /** The nursery ended, and all workers with it. False when that was to be. */
    synchronized boolean nurseryDied(String why) {
        if (over != null) {
            return false;
        }
        nursery = null;
        List.copyOf(members.values()).forEach(member -> remove(member, why));
        events.accept(new PoolEvent.NurseryLost(why));
        return true;
    }

    synchronized NurseryInfo nursery() throws GatewayException {
        if (nursery == null) {
            throw over != null
                    ? over
                    : new GatewayException(
                            "gateway_down",
                            "The Python side is being started again.",
                            "Try again in a moment.",
                            "no nursery");
        }
        return nursery.info();
    }

    /**
     * No lease will succeed any more; those who wait hear why. Returns the nursery, if there is
     * one.
     */
    synchronized @Nullable Nursery end(GatewayException reason) {
        if (over == null) {
            over = reason;
        }
        waiting.forEach(turn -> turn.completeExceptionally(reason));
        waiting.clear();
        Nursery last = nursery;
        nursery = null;
        return last;
    }

    /** Forgets all workers; their leases end as lost. */
    synchronized void clear(String why) {
        List.copyOf(members.values()).forEach(member -> remove(member, why));
    }

    /** Joins the queue for a worker. */
    synchronized CompletableFuture<Member> queue() throws GatewayException {
        if (over != null) {
            throw over;
        }
        CompletableFuture<Member> turn = new CompletableFuture<>();
        waiting.addLast(turn);
        serve();
        fill();
        return turn;
    }

    /** Leaves the queue; the worker, if it came at the last moment. */
    synchronized @Nullable Member leaveQueue(CompletableFuture<Member> turn) {
        waiting.remove(turn);
        return turn.isDone() && !turn.isCompletedExceptionally() ? turn.join() : null;
    }

    synchronized void ready(String id, long pid, int port) {
        Member member = members.get(id);
        if (member == null) {
            return;
        }
        failedStarts = 0;
        member.connect(pid, port, config.limits().heartbeat());
        member.state = State.IDLE;
        idle.addLast(member);
        events.accept(new PoolEvent.Ready(id, pid));
        serve();
    }

    /** A worker did not start; false when that happened too often to try again. */
    synchronized boolean failed(String id) {
        members.remove(id);
        if (++failedStarts >= FAILED_STARTS) {
            return false;
        }
        fill();
        return true;
    }

    synchronized void exited(String id, String why) {
        Member member = members.get(id);
        if (member != null && remove(member, why)) {
            events.accept(new PoolEvent.Lost(id, why));
            fill();
        }
    }

    synchronized void took(Member member) {
        member.jobs++;
    }

    /** A lease has ended; its worker is free for the next, or replaced if it is worn. */
    synchronized void release(Member member) {
        if (member.state != State.BUSY || over != null) {
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

    synchronized void recycleIfIdle(Member member) {
        String worn = member.worn(config.limits());
        if (worn != null && idle.contains(member)) {
            recycle(member, worn);
            fill();
        }
    }

    private void recycle(Member member, String why) {
        remove(member, "Worker " + member.id + " was recycled " + why + ".");
        events.accept(new PoolEvent.Recycled(member.id, why));
    }

    /** Kills a worker and replaces it; false when it was gone already. */
    synchronized boolean discard(Member member, String why) {
        boolean removed = remove(member, why);
        if (removed) {
            fill();
        }
        return removed;
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

    /** Gives idle workers to those who wait, in the order of asking. */
    private void serve() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            Member member = idle.removeFirst();
            member.state = State.BUSY;
            waiting.removeFirst().complete(member);
        }
    }

    private void fill() {
        if (over != null || nursery == null) {
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

    synchronized List<WorkerStatus> statuses() {
        return members.values().stream().map(Member::status).toList();
    }

    synchronized List<Member> connected() {
        return members.values().stream().filter(m -> m.state != State.STARTING).toList();
    }
}
