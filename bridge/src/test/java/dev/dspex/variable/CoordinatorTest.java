package dev.dspex.variable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

class CoordinatorTest {
    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.EPOCH);
    private final InstantSource clock = time::get;
    private final MemoryLog log = new MemoryLog();

    private Coordinator coordinator(Variable... variables) {
        return new Coordinator(Spaces.of(variables), log, clock);
    }

    @Test
    void aDiamondIsUpdatedOnce() {
        Coordinator coordinator =
                coordinator(
                        Spaces.whole("top", 1),
                        Spaces.composite("left", "top * 2"),
                        Spaces.composite("right", "top * 3"),
                        Spaces.composite("bottom", "left + right"));
        List<Told> told = new ArrayList<>();
        coordinator.observe(Observer.Rank.VIEWS, told::add);

        coordinator.coordinate(Change.of("top", 10L, "You", ""));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().changes())
                .extracting(ValueChange::name)
                .containsExactly("top", "left", "right", "bottom");
        assertThat(told.getFirst().changes().getLast().to()).isEqualTo(50L);
        assertThat(log.history("bottom", 10)).hasSize(1);
    }

    @Test
    void eightWritersLoseNoUpdate() throws Exception {
        Coordinator coordinator =
                coordinator(Spaces.whole("count", 0), Spaces.composite("twice", "count * 2"));
        List<Long> seen = new ArrayList<>();
        coordinator.observe(Observer.Rank.VIEWS, told -> seen.add(told.after().revision()));

        try (var writers = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                done.add(writers.submit(() -> count(coordinator, 1000)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        assertThat(coordinator.now().space().value("count")).isEqualTo(8000L);
        assertThat(coordinator.now().space().value("twice")).isEqualTo(16000L);
        assertThat(coordinator.now().version("count")).isEqualTo(8000);
        assertThat(log.history("count", 10_000))
                .extracting(entry -> entry.to())
                .first()
                .isEqualTo(8000L);
        assertThat(seen).hasSize(8000).isSorted().doesNotHaveDuplicates();
    }

    private static void count(Coordinator coordinator, int times) {
        for (int i = 0; i < times; i++) {
            Coordinated outcome;
            do {
                Snapshot now = coordinator.now();
                outcome =
                        coordinator.coordinate(
                                Change.of(
                                                "count",
                                                (Long) now.space().value("count") + 1,
                                                "Writer",
                                                "")
                                        .ifVersion("count", now.version("count")));
            } while (outcome instanceof Coordinated.Conflict);
        }
    }

    @Test
    void aLateWriterIsToldTheVersion() {
        Coordinator coordinator = coordinator(Spaces.number("t", 0.1));
        coordinator.coordinate(Change.of("t", 0.2, "You", ""));

        assertThat(coordinator.coordinate(Change.of("t", 0.3, "You", "").ifVersion("t", 0)))
                .isEqualTo(new Coordinated.Conflict("t", 0, 1));
        assertThat(coordinator.now().space().value("t")).isEqualTo(0.2);
    }

    @Test
    void observersAreToldByRankAndAfterTheChangeThatTheyMakeThemselves() {
        Coordinator coordinator = coordinator(Spaces.whole("a", 0), Spaces.whole("b", 0));
        List<String> heard = new ArrayList<>();
        coordinator.observe(
                Observer.Rank.VIEWS, told -> heard.add("view " + told.after().revision()));
        coordinator.observe(
                Observer.Rank.NODES,
                told -> {
                    heard.add("node " + told.after().revision());
                    if (told.after().revision() == 1) {
                        coordinator.coordinate(Change.of("b", 1L, "Node", "a changed"));
                    }
                });

        coordinator.coordinate(Change.of("a", 1L, "You", ""));

        assertThat(heard).containsExactly("node 1", "view 1", "node 2", "view 2");
    }

    @Test
    void anObserverThatFailsKeepsNobodyFromHearing() {
        Coordinator coordinator = coordinator(Spaces.whole("a", 0));
        List<Told> heard = new ArrayList<>();
        coordinator.observe(
                Observer.Rank.NODES,
                _ -> {
                    throw new IllegalStateException("broken");
                });
        coordinator.observe(Observer.Rank.VIEWS, heard::add);

        coordinator.coordinate(Change.of("a", 1L, "You", ""));

        assertThat(heard).hasSize(1);
    }

    @Test
    void anEdgeThatClosesACircleIsRefusedByName() {
        Coordinator coordinator =
                coordinator(
                        Spaces.whole("top", 1),
                        Spaces.composite("a", "top + 1"),
                        Spaces.composite("b", "a + 1"));

        Coordinated outcome =
                coordinator.edit("You", "", space -> space.with(Spaces.composite("a", "top + b")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Coordinated.Refused.class,
                        refused ->
                                assertThat(refused.problems().getFirst().message())
                                        .isEqualTo("The variables go in a circle: a → b → a."));
        assertThat(coordinator.now().space().value("b")).isEqualTo(3L);
    }

    @Test
    void undoTakesTheLastChangeBackAndKeepsTheHistory() {
        Coordinator coordinator = coordinator(Spaces.whole("a", 1), Spaces.composite("b", "a * 2"));
        coordinator.coordinate(Change.of("a", 5L, "Study 1", "better"));
        coordinator.edit("You", "", space -> space.with(Spaces.composite("b", "a * 3")));
        assertThat(coordinator.now().space().value("b")).isEqualTo(15L);

        coordinator.undo("You");
        coordinator.undo("You");

        assertThat(coordinator.now().space().value("a")).isEqualTo(1L);
        assertThat(coordinator.now().space().value("b")).isEqualTo(2L);
        assertThat(coordinator.undoOf()).isEmpty();
        assertThat(log.history("a", 10))
                .extracting(ChangeLog.Entry::to, ChangeLog.Entry::by)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, "You"),
                        org.assertj.core.groups.Tuple.tuple(5L, "Study 1"));
    }

    @Test
    void whoHoldsNoLeaseCannotChangeALeasedVariable() throws InterruptedException {
        Coordinator coordinator = coordinator(Spaces.number("t", 0.1), Spaces.number("u", 0.1));
        Lease lease = granted(coordinator, "Study 14", "t");

        assertThat(coordinator.coordinate(Change.of("t", 0.2, "You", "")))
                .isInstanceOfSatisfying(
                        Coordinated.Held.class,
                        held -> assertThat(held.by().holder()).isEqualTo("Study 14"));
        assertThat(coordinator.coordinate(Change.of("u", 0.2, "You", "")))
                .isInstanceOf(Coordinated.Done.class);
        assertThat(coordinator.coordinate(Change.of("t", 0.2, "Study 14", "").under(lease)))
                .isInstanceOf(Coordinated.Done.class);
        lease.close();
        assertThat(coordinator.coordinate(Change.of("t", 0.3, "You", "")))
                .isInstanceOf(Coordinated.Done.class);
    }

    @Test
    void aStaleLeaseIsNobodys() throws InterruptedException {
        Coordinator coordinator = coordinator(Spaces.number("t", 0.1));
        Lease lease = granted(coordinator, "Study 14", "t");
        time.set(Instant.EPOCH.plus(Duration.ofSeconds(299)));
        assertThat(lease.renew()).isTrue();
        time.set(Instant.EPOCH.plus(Duration.ofSeconds(599)));

        assertThat(coordinator.leases().holder("t")).isEmpty();
        assertThat(coordinator.coordinate(Change.of("t", 0.2, "Study 14", "").under(lease)))
                .isInstanceOf(Coordinated.Refused.class);
        assertThat(coordinator.coordinate(Change.of("t", 0.2, "You", "")))
                .isInstanceOf(Coordinated.Done.class);
    }

    private static Lease granted(Coordinator coordinator, String holder, String... names)
            throws InterruptedException {
        return switch (coordinator
                .leases()
                .acquire(Set.of(names), holder, Leases.WhenHeld.ABORT, () -> {})) {
            case Leases.Acquired.Granted(var lease) -> lease;
            case Leases.Acquired.Busy busy -> throw new AssertionError(busy);
        };
    }

    @Test
    void severalVariablesChangeTogetherOrNotAtAll() {
        Coordinator coordinator = coordinator(Spaces.number("t", 0.1), Spaces.number("u", 0.1));

        Coordinated outcome =
                coordinator.coordinate(
                        new Change(Map.of("t", 0.9, "u", 7.0), Map.of(), "You", "", null));

        assertThat(outcome).isInstanceOf(Coordinated.Refused.class);
        assertThat(coordinator.now().space().value("t")).isEqualTo(0.1);
        assertThat(coordinator.now().revision()).isZero();
    }
}
