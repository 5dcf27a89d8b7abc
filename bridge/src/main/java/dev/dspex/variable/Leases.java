package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Who works on which variables. Safe for any thread. */
public final class Leases {
    /** How long a second one waits for the first. */
    public static final Duration ACQUIRE = Duration.ofSeconds(5);

    /** After this long without a sign of life a lease is nobody's. */
    public static final Duration STALE = Duration.ofSeconds(300);

    /** What to do where another holds one of the variables. */
    public enum WhenHeld {
        /** Wait for {@link #ACQUIRE}. */
        WAIT,
        /** Give up at once. */
        ABORT,
        /** Take it; the other is told. */
        PREEMPT
    }

    /** What came of asking for a lease. */
    public sealed interface Acquired {
        record Granted(Lease lease) implements Acquired {}

        /** Another one holds a variable, still after the wait. */
        record Busy(String name, Lease.Info by) implements Acquired {}
    }

    /** Waits for a signal, for a while at most. */
    @FunctionalInterface
    interface Pause {
        void await(Condition signal, Duration atMost) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final List<Lease> held = new ArrayList<>();

    public Leases(InstantSource clock) {
        this(clock, Leases::await);
    }

    Leases(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    private static void await(Condition signal, Duration atMost) throws InterruptedException {
        var _ = signal.awaitNanos(atMost.toNanos());
    }

    /**
     * @param lost called once, on the thread of whoever takes the lease away
     */
    public Acquired acquire(Set<String> names, String holder, WhenHeld whenHeld, Runnable lost)
            throws InterruptedException {
        List<Lease> taken = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            Instant until = clock.instant().plus(ACQUIRE);
            while (true) {
                taken.addAll(dropStale());
                Lease other = conflicting(names);
                if (other == null) {
                    Lease lease = new Lease(this, holder, names, clock.instant(), lost);
                    held.add(lease);
                    return new Acquired.Granted(lease);
                }
                Duration left = Duration.between(clock.instant(), until);
                if (whenHeld == WhenHeld.PREEMPT) {
                    held.remove(other);
                    taken.add(other);
                } else if (whenHeld == WhenHeld.ABORT || left.isZero() || left.isNegative()) {
                    return new Acquired.Busy(shared(other, names), other.info());
                } else {
                    pause.await(released, left);
                }
            }
        } finally {
            lock.unlock();
            taken.forEach(Lease::tellLost);
        }
    }

    private List<Lease> dropStale() {
        Instant now = clock.instant();
        List<Lease> stale =
                held.stream().filter(l -> !l.renewed().plus(STALE).isAfter(now)).toList();
        held.removeAll(stale);
        return stale;
    }

    private @Nullable Lease conflicting(Set<String> names) {
        return held.stream()
                .filter(l -> l.names().stream().anyMatch(names::contains))
                .findFirst()
                .orElse(null);
    }

    private static String shared(Lease lease, Set<String> names) {
        return lease.names().stream().filter(names::contains).sorted().findFirst().orElse("");
    }

    /** The one who holds a variable now. */
    public Optional<Lease.Info> holder(String name) {
        return infos().stream().filter(info -> info.names().contains(name)).findFirst();
    }

    /** All leases that are in force. */
    public List<Lease.Info> infos() {
        lock.lock();
        try {
            Instant now = clock.instant();
            return held.stream()
                    .filter(l -> l.renewed().plus(STALE).isAfter(now))
                    .map(Lease::info)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Who keeps the bearer of a lease, or of none, from changing these; null where nobody does. */
    Lease.@Nullable Info against(Set<String> names, @Nullable Lease bearer) {
        lock.lock();
        try {
            Instant now = clock.instant();
            for (Lease lease : held) {
                boolean fresh = lease.renewed().plus(STALE).isAfter(now);
                if (fresh && lease != bearer && !shared(lease, names).isEmpty()) {
                    return lease.info();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    boolean renew(Lease lease) {
        lock.lock();
        try {
            if (!isValid(lease)) {
                return false;
            }
            lease.renewed(clock.instant());
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isValid(Lease lease) {
        lock.lock();
        try {
            return held.contains(lease) && lease.renewed().plus(STALE).isAfter(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    void release(Lease lease) {
        lock.lock();
        try {
            held.remove(lease);
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
