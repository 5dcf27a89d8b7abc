package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

class LeasesTest {
    private Instant now = Instant.EPOCH;
    private final List<Duration> waits = new ArrayList<>();

    /** Waiting moves the clock, and nobody gives anything back meanwhile. */
    private final Leases leases =
            new Leases(
                    () -> now,
                    (_, atMost) -> {
                        waits.add(atMost);
                        now = now.plus(atMost);
                    });

    private Lease take(String holder, Runnable lost, String... names) throws InterruptedException {
        return switch (leases.acquire(Set.of(names), holder, Leases.WhenHeld.ABORT, lost)) {
            case Leases.Acquired.Granted(var lease) -> lease;
            case Leases.Acquired.Busy busy -> throw new AssertionError(busy);
        };
    }

    @Test
    void theSecondOneWaitsFiveSeconds() throws InterruptedException {
        take("Study 14", () -> {}, "t", "u");

        var outcome = leases.acquire(Set.of("u"), "Study 15", Leases.WhenHeld.WAIT, () -> {});

        assertThat(waits).containsExactly(Duration.ofSeconds(5));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Leases.Acquired.Busy.class,
                        busy -> {
                            assertThat(busy.name()).isEqualTo("u");
                            assertThat(busy.by().holder()).isEqualTo("Study 14");
                        });
    }

    @Test
    void orGivesUpAtOnce() throws InterruptedException {
        take("Study 14", () -> {}, "t");

        assertThat(leases.acquire(Set.of("t"), "Study 15", Leases.WhenHeld.ABORT, () -> {}))
                .isInstanceOf(Leases.Acquired.Busy.class);
        assertThat(waits).isEmpty();
    }

    @Test
    void orTakesItAndTheFirstOneIsTold() throws InterruptedException {
        List<String> told = new ArrayList<>();
        Lease first = take("Study 14", () -> told.add("lost"), "t");

        assertThat(leases.acquire(Set.of("t"), "Study 15", Leases.WhenHeld.PREEMPT, () -> {}))
                .isInstanceOf(Leases.Acquired.Granted.class);
        assertThat(told).containsExactly("lost");
        assertThat(first.isValid()).isFalse();
        assertThat(leases.holder("t"))
                .hasValueSatisfying(info -> assertThat(info.holder()).isEqualTo("Study 15"));
    }

    @Test
    void whoIsSilentForFiveMinutesLosesIt() throws InterruptedException {
        List<String> told = new ArrayList<>();
        take("Study 14", () -> told.add("lost"), "t");
        now = now.plus(Duration.ofSeconds(300));

        take("Study 15", () -> {}, "t");

        assertThat(told).containsExactly("lost");
    }

    @Test
    void differentVariablesAreNobodysBusiness() throws InterruptedException {
        take("Study 14", () -> {}, "t");
        take("Study 15", () -> {}, "u");

        assertThat(leases.infos())
                .extracting(Lease.Info::holder)
                .containsExactly("Study 14", "Study 15");
    }

    @Test
    void otherProcessesAreSeenByTheFile(@TempDir Path folder) throws InterruptedException {
        Path file = folder.resolve("leases.json");
        Leases.Pause waiting =
                (_, atMost) -> {
                    waits.add(atMost);
                    now = now.plus(atMost);
                };
        Leases window = new Leases(() -> now, waiting, new LeaseBook(file));
        Leases command = new Leases(() -> now, waiting, new LeaseBook(file));
        Lease first = granted(window.acquire(Set.of("t"), "r-1", Leases.WhenHeld.WAIT, () -> {}));

        assertThat(command.acquire(Set.of("t", "u"), "r-2", Leases.WhenHeld.WAIT, () -> {}))
                .isInstanceOfSatisfying(
                        Leases.Acquired.Busy.class,
                        busy -> assertThat(busy.by().holder()).isEqualTo("r-1"));
        assertThat(waits).hasSize(20).containsOnly(Duration.ofMillis(250));
        assertThat(command.against(Set.of("t"), null)).isNotNull();
        assertThat(command.holder("t")).isPresent();
        assertThat(window.infos()).hasSize(1);

        Lease second =
                granted(command.acquire(Set.of("t"), "r-2", Leases.WhenHeld.PREEMPT, () -> {}));
        assertThat(first.renew()).isFalse();
        assertThat(first.isValid()).isFalse();
        assertThat(second.renew()).isTrue();
        second.close();
        Lease third = granted(window.acquire(Set.of("t"), "r-3", Leases.WhenHeld.ABORT, () -> {}));
        Leases again = new Leases(() -> now, waiting, new LeaseBook(file));
        granted(again.acquire(Set.of("t"), "r-3", Leases.WhenHeld.ABORT, () -> {}));
        assertThat(third.renew()).isFalse();
        now = now.plus(Leases.STALE);
        granted(command.acquire(Set.of("t"), "r-4", Leases.WhenHeld.ABORT, () -> {}));
        assertThat(third.isValid()).isFalse();
    }

    private static Lease granted(Leases.Acquired acquired) {
        return switch (acquired) {
            case Leases.Acquired.Granted(var lease) -> lease;
            case Leases.Acquired.Busy busy -> throw new AssertionError(busy);
        };
    }

    @Test
    void whoWaitsGetsItWhenItIsGivenBack() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        Leases real =
                new Leases(
                        () -> Instant.EPOCH,
                        (signal, _) -> {
                            waiting.countDown();
                            signal.await();
                        });
        var first = real.acquire(Set.of("t"), "Study 14", Leases.WhenHeld.WAIT, () -> {});
        try (var other = Executors.newSingleThreadExecutor()) {
            var second =
                    other.submit(
                            () ->
                                    real.acquire(
                                            Set.of("t"),
                                            "Study 15",
                                            Leases.WhenHeld.WAIT,
                                            () -> {}));
            waiting.await();
            ((Leases.Acquired.Granted) first).lease().close();

            assertThat(second.get()).isInstanceOf(Leases.Acquired.Granted.class);
        }
    }
}
