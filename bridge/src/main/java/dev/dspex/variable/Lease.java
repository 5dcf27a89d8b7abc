package dev.dspex.variable;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The right of one holder, such as a study, to change some variables. It lasts until it is closed,
 * pre-empted, or not renewed for {@link Leases#STALE}. Safe for any thread.
 */
public final class Lease implements AutoCloseable {
    /** A lease as it is shown. */
    public record Info(String holder, Set<String> names, Instant since, Instant staleAt) {}

    private final Leases leases;
    private final String holder;
    private final Set<String> names;
    private final Instant since;
    private final Runnable lost;
    private final String id = UUID.randomUUID().toString();
    private Instant renewed;

    Lease(Leases leases, String holder, Set<String> names, Instant since, Runnable lost) {
        this.leases = leases;
        this.holder = holder;
        this.names = Set.copyOf(names);
        this.since = since;
        this.lost = lost;
        renewed = since;
    }

    /** What tells it from every other lease, of any process. */
    String id() {
        return id;
    }

    public String holder() {
        return holder;
    }

    public Set<String> names() {
        return names;
    }

    /** Says that the holder is alive; false where the lease is not its own any more. */
    public boolean renew() {
        return leases.renew(this);
    }

    public boolean isValid() {
        return leases.isValid(this);
    }

    void renewed(Instant now) {
        renewed = now;
    }

    Instant renewed() {
        return renewed;
    }

    void tellLost() {
        lost.run();
    }

    Info info() {
        return new Info(holder, names, since, renewed.plus(Leases.STALE));
    }

    /** Gives the variables back. */
    @Override
    public void close() {
        leases.release(this);
    }
}
