package dev.dspex.store;

import static dev.dspex.store.StoreEvents.JSON;
import static dev.dspex.store.StoreEvents.event;
import static dev.dspex.store.StoreEvents.finished;
import static dev.dspex.store.StoreEvents.log;
import static dev.dspex.store.StoreEvents.queued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.event.EventCodec;
import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

class RunStoreTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("project/.dspex/runs.db");
    }

    @Test
    void goldenEventsComeBackAsTheyWere() throws IOException {
        List<Stamped> golden =
                Files.readAllLines(
                                Path.of(
                                        System.getProperty("dspex.home"),
                                        "assets/schema/events.golden.jsonl"))
                        .stream()
                        .map(EventCodec::read)
                        .toList();
        String run = golden.getFirst().run();
        try (RunStore store = RunStore.open(file())) {
            store.append(golden);
            assertThat(store.events(run)).isEqualTo(golden);
            assertThat(store.events(run, 30, Set.of()))
                    .isEqualTo(golden.subList(29, golden.size()));
        }
        try (RunStore store = RunStore.openReadOnly(file())) {
            assertThat(store.events(run)).isEqualTo(golden);
            assertThat(store.run(run))
                    .get()
                    .satisfies(
                            summary -> {
                                assertThat(summary.status()).isEqualTo(RunStatus.FAILED);
                                assertThat(summary.kind()).isEqualTo("evaluate");
                                assertThat(summary.program()).isEqualTo("triage");
                                assertThat(summary.score()).isEqualTo(0.783);
                                assertThat(summary.calls()).isEqualTo(60);
                                assertThat(summary.usd()).isEqualTo(0.003);
                                assertThat(summary.error())
                                        .extracting(error -> error.code())
                                        .isEqualTo("metric_failed");
                                assertThat(summary.lastSeq()).isEqualTo(41);
                                assertThat(summary.ended()).isEqualTo(1795412100049.5);
                            });
        }
    }

    @Test
    void eventsOfSomeTypesComeInOrderAcrossPages() {
        try (RunStore store = RunStore.open(file())) {
            List<Stamped> events = new ArrayList<>(List.of(event("r-1", 1, queued())));
            for (int seq = 2; seq <= 5_000; seq++) {
                events.add(
                        event(
                                "r-1",
                                seq,
                                seq % 3 == 0
                                        ? new RunEvent.Status("s", (long) seq, 5_000L)
                                        : seq % 3 == 1
                                                ? log("text")
                                                : new RunEvent.Token("l", "n", "f", "t", false)));
            }
            store.append(events);
            Set<EventType> wanted = Set.of(EventType.STATUS, EventType.TOKEN);
            assertThat(store.events("r-1", 700, wanted))
                    .isEqualTo(
                            events.stream()
                                    .filter(
                                            e ->
                                                    e.seq() >= 700
                                                            && EventType.of(e.event().type())
                                                                    .filter(wanted::contains)
                                                                    .isPresent())
                                    .toList());
            assertThat(store.events("r-1")).hasSize(5_000);
            assertThat(store.count("r-1", Set.of(EventType.STATUS))).isEqualTo(1_666);
            assertThat(store.count("none", Set.of(EventType.STATUS))).isZero();
            assertThat(store.lastSeq("r-1")).isEqualTo(5_000);
            assertThat(store.lastSeq("none")).isZero();
            assertThat(store.events("none")).isEmpty();
        }
    }

    @Test
    void runsAreListedNewestFirstAndFoundAsAPersonNamesThem() {
        try (RunStore store = RunStore.open(file())) {
            store.append(List.of(event("r-a", 1, queued()), event("r-b", 1, queued())));
            store.append(
                    List.of(
                            event(
                                    "r-c",
                                    1,
                                    new RunEvent.RunQueued("run", "other", JSON.nullNode()))));
            store.append(List.of(event("r-a", 2, finished())));
            assertThat(store.runs(RunFilter.ALL))
                    .extracting(RunSummary::id)
                    .containsExactly("r-c", "r-b", "r-a");
            assertThat(store.runs(RunFilter.newest(1)))
                    .extracting(RunSummary::id)
                    .containsExactly("r-c");
            assertThat(
                            store.runs(
                                    new RunFilter(
                                            "evaluate", "triage", Set.of(RunStatus.FINISHED), 9)))
                    .singleElement()
                    .satisfies(
                            run -> {
                                assertThat(run.id()).isEqualTo("r-a");
                                assertThat(run.number()).isEqualTo(1);
                                assertThat(run.score()).isEqualTo(0.75);
                                assertThat(run.calls()).isEqualTo(12);
                                assertThat(run.request().get("seed").asInt()).isEqualTo(7);
                            });
            assertThat(store.find("#2")).get().extracting(RunSummary::id).isEqualTo("r-b");
            assertThat(store.find("3")).get().extracting(RunSummary::id).isEqualTo("r-c");
            assertThat(store.find("r-a")).isPresent();
            assertThat(store.find("4")).isEmpty();
        }
    }

    @Test
    void anOptimizationScoresWhatItsResultScoredAndAFailedRunKeepsWhatItUsed() {
        try (RunStore store = RunStore.open(file())) {
            store.append(
                    List.of(
                            event("r-1", 1, queued()),
                            event(
                                    "r-1",
                                    2,
                                    new RunEvent.Budget(7, 70, 17, null, List.of("judge"), null)),
                            event(
                                    "r-1",
                                    3,
                                    finished(
                                            "{\"before\": {\"score\": 0.5}, \"after\": {\"score\":"
                                                    + " 0.8}}"))));
            assertThat(store.run("r-1"))
                    .get()
                    .satisfies(
                            run -> {
                                assertThat(run.score()).isEqualTo(0.8);
                                assertThat(run.calls()).isEqualTo(7);
                                assertThat(run.promptTokens()).isEqualTo(70);
                                assertThat(run.usd()).isNull();
                            });
        }
    }

    @Test
    void idsCountUpWithinADayAndAreNeverGivenTwice() {
        try (RunStore one = RunStore.open(file());
                RunStore other = RunStore.open(file())) {
            assertThat(List.of(one.newRunId(NOON), other.newRunId(NOON), one.newRunId(NOON)))
                    .containsExactly("r-20261123-0001", "r-20261123-0002", "r-20261123-0003");
        }
        try (RunStore again = RunStore.open(file())) {
            assertThat(again.newRunId(NOON)).isEqualTo("r-20261123-0004");
        }
    }

    @Test
    void aBatchOutOfOrderIsRefusedWholeAndHarmsNoOther() {
        try (RunStore store = RunStore.open(file())) {
            store.append(List.of(event("r-1", 1, queued())));
            assertThatThrownBy(
                            () ->
                                    store.append(
                                            List.of(
                                                    event("r-1", 2, log("a")),
                                                    event("r-1", 4, log("b")))))
                    .isInstanceOf(StoreException.class);
            assertThat(store.lastSeq("r-1")).isEqualTo(1);
            assertThat(store.events("r-1")).hasSize(1);
            store.append(List.of(event("r-1", 2, log("a"))));
            assertThat(store.lastSeq("r-1")).isEqualTo(2);
        }
    }

    @Test
    void manyThreadsAppendAtOnceAndNoneFailsForAnother() throws Exception {
        List<StoreException> failures = Collections.synchronizedList(new ArrayList<>());
        try (RunStore store = RunStore.open(file());
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> jobs = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String run = "r-" + i;
                boolean wrong = i == 5;
                jobs.add(
                        () -> {
                            store.append(List.of(event(run, 1, queued())));
                            for (long seq = 2; seq <= 50; seq++) {
                                try {
                                    store.append(
                                            List.of(event(run, wrong ? seq + 7 : seq, log("x"))));
                                } catch (StoreException e) {
                                    failures.add(e);
                                }
                            }
                            return true;
                        });
            }
            for (var done : threads.invokeAll(jobs)) {
                assertThat(done.get()).isTrue();
            }
            assertThat(failures)
                    .hasSize(49)
                    .allMatch(e -> e.error().code().equals("store_sequence"));
            for (int i = 0; i < 16; i++) {
                assertThat(store.events("r-" + i).map(Stamped::seq))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, i == 5 ? 1 : 50).boxed().toList());
            }
            assertThat(store.runs(RunFilter.ALL))
                    .extracting(RunSummary::number)
                    .doesNotHaveDuplicates()
                    .hasSize(16);
        }
    }
}
