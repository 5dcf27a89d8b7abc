package dev.dspex.gateway;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;

/** Asks every worker for its health at a fixed beat, and gives up those that stay silent. */
final class Heartbeat implements AutoCloseable {
    private final WorkerPool pool;
    private final Roster roster;
    private final PoolConfig.Limits limits;
    private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);

    Heartbeat(WorkerPool pool, Roster roster, PoolConfig.Limits limits) {
        this.pool = pool;
        this.roster = roster;
        this.limits = limits;
    }

    void start() {
        thread.start();
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(limits.heartbeat());
                for (Member member : roster.connected()) {
                    if (member.checking.compareAndSet(false, true)) {
                        Thread.ofVirtual().name("health-" + member.id).start(() -> check(member));
                    }
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void check(Member member) {
        try {
            ObjectNode health = member.link().health();
            member.link().tidy();
            member.seen(health);
            roster.recycleIfIdle(member);
        } catch (WorkerLink.NoAnswer e) {
            miss(member);
        } finally {
            member.checking.set(false);
        }
    }

    private void miss(Member member) {
        int misses = ++member.misses;
        if (misses < limits.misses()) {
            pool.tell(new PoolEvent.Degraded(member.id, misses));
            return;
        }
        Duration silent = limits.heartbeat().multipliedBy(misses);
        String why = "Worker " + member.id + " did not answer for " + silent.toSeconds() + " s.";
        if (roster.discard(member, why)) {
            pool.tell(new PoolEvent.Lost(member.id, why));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
