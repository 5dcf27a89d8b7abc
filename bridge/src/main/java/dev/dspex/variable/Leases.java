package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Between looks at what other processes hold. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private final InstantSource clock;
    private final Pause pause;
    private final @Nullable LeaseBook book;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final List<Lease> held = new ArrayList<>();

    /** Of this process alone. */
    public Leases(InstantSource clock) {
        this(clock, Leases::await, null);
    }

    /**
     * Of all processes that name the same file.
     *
     * @param file where they are kept
     */
    public Leases(InstantSource clock, Path file) {
        this(clock, Leases::await, new LeaseBook(file));
    }

    Leases(InstantSource clock, Pause pause) {
        this(clock, pause, null);
    }

    Leases(InstantSource clock, Pause pause, @Nullable LeaseBook book) {
        this.clock = clock;
        this.pause = pause;
        this.book = book;
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
                for (Lease other = conflicting(names);
                        other != null && whenHeld == WhenHeld.PREEMPT;
                        other = conflicting(names)) {
                    drop(other);
                    taken.add(other);
                }
                Lease other = conflicting(names);
                Lease.Info by;
                if (other == null) {
                    Lease lease = new Lease(this, holder, names, clock.instant(), lost);
                    Optional<Lease.Info> elsewhere = enter(lease, whenHeld == WhenHeld.PREEMPT);
                    if (elsewhere.isEmpty()) {
                        held.add(lease);
                        return new Acquired.Granted(lease);
                    }
                    by = elsewhere.get();
                } else {
                    by = other.info();
                }
                Duration left = Duration.between(clock.instant(), until);
                if (whenHeld == WhenHeld.ABORT || left.isZero() || left.isNegative()) {
                    return new Acquired.Busy(shared(by.names(), names), by);
                }
                boolean here = other != null || left.compareTo(LOOK) < 0;
                pause.await(released, here ? left : LOOK);
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
        stale.forEach(this::drop);
        return stale;
    }

    private void drop(Lease lease) {
        held.remove(lease);
        if (book != null) {
            book.change(false, entries -> entries.removeIf(e -> e.id().equals(lease.id())));
        }
    }

    /**
     * Writes a lease down for other processes.
     *
     * @param over whether it takes over what they hold
     * @return who holds a variable there; empty when it stands
     */
    private Optional<Lease.Info> enter(Lease lease, boolean over) {
        if (book == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return book.change(
                Optional.empty(),
                entries -> {
                    // What a holder had before it was killed does not keep it from going on.
                    entries.removeIf(e -> !e.isFresh(now) || e.holder().equals(lease.holder()));
                    for (LeaseBook.Entry e : List.copyOf(entries)) {
                        if (Collections.disjoint(e.names(), lease.names())) {
                            continue;
                        }
                        if (!over) {
                            return Optional.of(e.info());
                        }
                        entries.remove(e);
                    }
                    entries.add(
                            new LeaseBook.Entry(
                                    lease.id(),
                                    lease.holder(),
                                    lease.names(),
                                    now.toEpochMilli(),
                                    now.toEpochMilli()));
                    return Optional.empty();
                });
    }

    /** Those of other processes that are in force. */
    private List<Lease.Info> elsewhere() {
        if (book == null) {
            return List.of();
        }
        Instant now = clock.instant();
        Set<String> here = held.stream().map(Lease::id).collect(Collectors.toSet());
        return book.entries().stream()
                .filter(e -> e.isFresh(now) && !here.contains(e.id()))
                .map(LeaseBook.Entry::info)
                .toList();
    }

    private @Nullable Lease conflicting(Set<String> names) {
        return held.stream()
                .filter(l -> l.names().stream().anyMatch(names::contains))
                .findFirst()
                .orElse(null);
    }

    private static String shared(Set<String> held, Set<String> names) {
        return held.stream().filter(names::contains).sorted().findFirst().orElse("");
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
            return Stream.concat(
                            held.stream()
                                    .filter(l -> l.renewed().plus(STALE).isAfter(now))
                                    .map(Lease::info),
                            elsewhere().stream())
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
                if (fresh && lease != bearer && !Collections.disjoint(lease.names(), names)) {
                    return lease.info();
                }
            }
            return elsewhere().stream()
                    .filter(info -> !Collections.disjoint(info.names(), names))
                    .findFirst()
                    .orElse(null);
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
            Instant now = clock.instant();
            lease.renewed(now);
            boolean stands =
                    book == null || book.change(true, entries -> renewed(entries, lease, now));
            if (!stands) {
                held.remove(lease); // another process took it over
            }
            return stands;
        } finally {
            lock.unlock();
        }
    }

    private static boolean renewed(List<LeaseBook.Entry> entries, Lease lease, Instant now) {
        for (LeaseBook.Entry entry : List.copyOf(entries)) {
            if (entry.id().equals(lease.id())) {
                entries.set(entries.indexOf(entry), entry.renewedAt(now.toEpochMilli()));
                return true;
            }
        }
        return false;
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
            drop(lease);
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
