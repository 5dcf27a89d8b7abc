package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.variable.Lease;
import dev.dspex.variable.Leases;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The right of a study to search its variables, while it runs: another study waits, gives up, or
 * takes them over.
 */
final class StudyLease implements AutoCloseable {
    private static final Duration RENEWED = Duration.ofSeconds(5);

    private final Lease lease;
    private final Runnable lost;
    private final Thread renewing;

    private StudyLease(Lease lease, Runnable lost) {
        this.lease = lease;
        this.lost = lost;
        this.renewing = Thread.ofVirtual().name("lease-" + lease.holder()).start(this::renew);
    }

    /**
     * Takes the variables of a search; waits for another study where that is wished.
     *
     * @param lost called once, when another study takes them over
     * @throws RunFailure when another study has one of them
     */
    static StudyLease take(
            Leases leases,
            RunRequest.Optimization search,
            Tuning tuning,
            String run,
            Recorder recorder,
            Runnable lost)
            throws RunFailure, InterruptedException {
        Set<String> names =
                tuning.space()
                        .valueStream()
                        .map(variable -> variable.path("name"))
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
        Optional<Lease.Info> other =
                names.stream().flatMap(name -> leases.holder(name).stream()).findFirst();
        if (other.isPresent() && search.limits().whenHeld() == Leases.WhenHeld.WAIT) {
            String waits = "Waiting for variables that run " + other.get().holder() + " searches";
            recorder.own(new RunEvent.Status(waits, null, null));
        }
        AtomicBoolean told = new AtomicBoolean();
        Runnable once =
                () -> {
                    if (told.compareAndSet(false, true)) {
                        lost.run();
                    }
                };
        return switch (leases.acquire(names, run, search.limits().whenHeld(), once)) {
            case Leases.Acquired.Granted(Lease lease) -> new StudyLease(lease, once);
            case Leases.Acquired.Busy(String name, Lease.Info by) ->
                    throw new RunFailure(
                            RunError.of(
                                    "variables_held",
                                    "The variable "
                                            + name
                                            + " is searched by run "
                                            + by.holder()
                                            + ".",
                                    "Wait for its end and go on then, or take the variables over:"
                                            + " the other study pauses.",
                                    by.toString()));
        };
    }

    private void renew() {
        try {
            do {
                Thread.sleep(RENEWED);
            } while (lease.renew());
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // given back
        }
    }

    @Override
    public void close() {
        renewing.interrupt();
        lease.close();
    }
}
