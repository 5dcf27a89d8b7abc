package dev.dspex.run;

import static dev.dspex.run.Fixture.present;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.TestPool;
import dev.dspex.gateway.WorkerStatus;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsTest {
    @TempDir static Path work;
    @TempDir Path project;
    private LazyPool pool;
    private MemoryLog log;
    private Runs runs;

    @BeforeAll
    void open() {
        pool = Fixture.pool(work, 2, 2);
    }

    @AfterAll
    void closePool() {
        pool.close();
    }

    @BeforeEach
    void start() {
        log = new MemoryLog();
        runs = new Runs(pool, log, new Secrets());
    }

    @AfterEach
    void close() {
        runs.close();
    }

    private static <E extends RunEvent> List<E> events(List<Stamped> all, Class<E> type) {
        return all.stream().map(Stamped::event).filter(type::isInstance).map(type::cast).toList();
    }

    private Map<String, Double> scores(String run) {
        Map<String, Double> scores = new LinkedHashMap<>();
        events(log.of(run), RunEvent.Metric.class)
                .forEach(m -> scores.put(String.valueOf(m.row()), m.score()));
        return scores;
    }

    private RunRequest.Evaluation evaluation(String metric, int rows, int workers, int threads) {
        return new RunRequest.Evaluation(
                Fixture.setup(project),
                Fixture.rows("validation", rows),
                metric,
                rows,
                workers,
                threads);
    }

    @Test
    void aStreamedRunGivesTokensAndOutputsAndItsEventsAreNumberedWithoutGaps() throws Exception {
        var inputs =
                Fixture.MAPPER.createObjectNode().put("ticket", "I was charged twice this month.");
        RunHandle run = runs.submit(new RunRequest.Once(Fixture.setup(project), inputs, true));
        RunResult result = Fixture.await(run);
        assertThat(result.error()).isNull();
        assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Outputs.class,
                        o ->
                                assertThat(o.outputs().propertyNames())
                                        .containsExactly("queue", "priority"));
        assertThat(result.usage().calls()).isEqualTo(2);
        assertThat(result.usage().usd()).isEqualTo(0.0);
        List<Stamped> all = log.of(run.id());
        assertThat(all.stream().map(Stamped::seq))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all.getFirst().event()).isInstanceOf(RunEvent.RunQueued.class);
        assertThat(all.getLast().event()).isInstanceOf(RunEvent.RunFinished.class);
        assertThat(events(all, RunEvent.Token.class)).isNotEmpty();
        assertThat(events(all, RunEvent.Unknown.class)).isEmpty();
        assertThat(events(all, RunEvent.RunStarted.class).getFirst().provenance().dspy())
                .isEqualTo("3.4.1");
    }

    @Test
    void anEvaluationGivesTheSameScoresHoweverItIsSharded() throws Exception {
        RunHandle one = runs.submit(evaluation("fields", 24, 1, 1));
        RunHandle two = runs.submit(evaluation("fields", 24, 2, 1));
        RunHandle eight = runs.submit(evaluation("fields", 24, 2, 4));
        Outcome expected = Fixture.await(one).outcome();
        assertThat(expected)
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        s -> {
                            assertThat(s.n()).isEqualTo(24);
                            assertThat(s.errors()).isZero();
                        });
        assertThat(Fixture.await(two).outcome()).isEqualTo(expected);
        assertThat(Fixture.await(eight).outcome()).isEqualTo(expected);
        assertThat(scores(two.id())).containsExactlyInAnyOrderEntriesOf(scores(one.id()));
        assertThat(scores(eight.id())).containsExactlyInAnyOrderEntriesOf(scores(one.id()));
        assertThat(events(log.of(eight.id()), RunEvent.Result.class)).hasSize(1);
    }

    @Test
    void theRowsOfAKilledWorkerAreScoredByAnother() throws Exception {
        String metric =
                Fixture.metric(
                        project,
                        "mark = pathlib.Path(%s)".formatted(json(project.resolve("blocked"))),
                        "first = example._dspex_row == '3' and not mark.exists()",
                        "mark.touch() if first else None",
                        "time.sleep(600 if first else 0)",
                        "return 1.0");
        CompletableFuture<Stamped> scoring = new CompletableFuture<>();
        try (Runs.Subscription _ =
                runs.subscribe(
                        batch ->
                                batch.stream()
                                        .filter(
                                                e ->
                                                        e.event()
                                                                        instanceof
                                                                        RunEvent.LmStarted started
                                                                && "3".equals(started.row()))
                                        .findFirst()
                                        .ifPresent(scoring::complete))) {
            RunHandle run = runs.submit(evaluation(metric, 12, 2, 2));
            String worker = scoring.get(60, TimeUnit.SECONDS).worker();
            awaitFile("blocked");
            kill(worker);
            RunResult result = Fixture.await(run);
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Scored.class,
                            s -> {
                                assertThat(s.score()).isEqualTo(1.0);
                                assertThat(s.errors()).isZero();
                            });
            assertThat(events(log.of(run.id()), RunEvent.Fault.class))
                    .anySatisfy(
                            fault -> {
                                assertThat(fault.what()).isEqualTo("worker_lost");
                                assertThat(fault.rows()).contains("3");
                            });
            assertThat(events(log.of(run.id()), RunEvent.JobEnded.class))
                    .anyMatch(e -> e.outcome() == RunEvent.Outcome.LOST);
        }
    }

    private void kill(@org.jspecify.annotations.Nullable String worker) throws Exception {
        long pid =
                pool.get().workers().stream()
                        .filter(w -> w.id().equals(worker))
                        .mapToLong(WorkerStatus::pid)
                        .findFirst()
                        .orElseThrow();
        assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor())
                .isZero();
    }

    private void awaitFile(String name) {
        assertThat(
                        TestPool.within(
                                Duration.ofSeconds(60), () -> Files.exists(project.resolve(name))))
                .isTrue();
    }

    private static String json(Path path) {
        return Fixture.MAPPER.writeValueAsString(path.toString());
    }

    @Test
    void aRowThatKillsItsWorkerBecomesAnErrorAndTheOthersAreScored() throws Exception {
        String metric =
                Fixture.metric(
                        project,
                        "os._exit(9) if example._dspex_row == '5' else None",
                        "return 1.0");
        RunHandle run = runs.submit(evaluation(metric, 10, 2, 2));
        RunResult result = Fixture.await(run);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Scored.class,
                        s -> {
                            assertThat(s.errors()).isEqualTo(1);
                            assertThat(s.score()).isEqualTo(0.9);
                        });
        assertThat(events(log.of(run.id()), RunEvent.Metric.class))
                .filteredOn(m -> m.error() != null)
                .singleElement()
                .satisfies(
                        m -> {
                            assertThat(m.row()).isEqualTo("5");
                            assertThat(present(m.error()).code()).isEqualTo("row_lost");
                        });
    }

    @Test
    void aStoppedEvaluationEndsAsStoppedAndFreesItsWorkers() throws Exception {
        String metric =
                Fixture.metric(
                        project,
                        "open(%s, 'w').close()".formatted(json(project.resolve("on"))),
                        "time.sleep(600)");
        RunHandle run = runs.submit(evaluation(metric, 12, 2, 2));
        awaitFile("on");
        run.cancel();
        RunResult result = Fixture.await(run);
        assertThat(result.status()).isEqualTo(RunStatus.STOPPED_PERSON);
        assertThat(result.error()).isNull();
        RunHandle next = runs.submit(evaluation("fields", 4, 2, 1));
        assertThat(Fixture.await(next).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void aFullDiskStopsTheRunWithTheReasonAndNothingUnstoredIsPublished() throws Exception {
        MemoryLog small = new MemoryLog().withRoomFor(40);
        List<Stamped> seen = new ArrayList<>();
        try (Runs recorded = new Runs(pool, small, new Secrets())) {
            recorded.subscribe(
                    batch -> {
                        synchronized (seen) {
                            seen.addAll(batch);
                        }
                    });
            RunResult result = Fixture.await(recorded.submit(evaluation("fields", 24, 2, 2)));
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(result.error()).isNotNull();
            assertThat(present(result.error()).code()).isEqualTo("disk_full");
            assertThat(present(result.error()).message()).contains("disk is full");
        }
        synchronized (seen) {
            assertThat(small.all()).containsAll(seen);
        }
    }

    @Test
    void aSlowSubscriberHoldsUpNothingAndMissesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Stamped> seen = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        runs.subscribe(
                batch -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    seen.addAll(batch);
                    if (batch.getLast().event() instanceof RunEvent.RunFinished) {
                        end.countDown();
                    }
                });
        RunHandle run = runs.submit(evaluation("fields", 24, 2, 2));
        assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
        gate.countDown();
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).containsExactlyElementsOf(log.of(run.id()));
    }

    @Test
    void whatMustNotBeStoredIsNowhereInTheStore() throws Exception {
        String ticket = "My passport number is X4711-SECRET, please help.";
        var inputs = Fixture.MAPPER.createObjectNode().put("ticket", ticket);
        Setup setup = Fixture.setup(project, LmAlias.practiceLm(), java.util.Set.of("ticket"));
        RunHandle run = runs.submit(new RunRequest.Once(setup, inputs, true));
        assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
        String stored =
                String.join(
                        "\n",
                        log.of(run.id()).stream().map(dev.dspex.event.EventCodec::line).toList());
        assertThat(stored).contains("•••").doesNotContain("4711").doesNotContain("passport");
    }

    @Test
    void anOptimizationKeepsWhatItLearnedAndComparesItOnRowsItNeverSaw() throws Exception {
        RunRequest.Optimization request =
                new RunRequest.Optimization(
                        Fixture.setup(project),
                        "BootstrapFewShot",
                        Fixture.MAPPER
                                .createObjectNode()
                                .put("max_bootstrapped_demos", 4)
                                .put("max_labeled_demos", 16),
                        Map.of(),
                        "fields",
                        Fixture.rows("train", 40),
                        Fixture.rows("validation", 20),
                        Fixture.rows("test", 40),
                        2,
                        2);
        RunHandle run = runs.submit(request);
        RunResult result = Fixture.await(run);
        assertThat(result.error()).isNull();
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Improved.class,
                        improved -> {
                            assertThat(improved.before()).isNotNull();
                            assertThat(improved.after()).isNotNull();
                            assertThat(present(improved.after()).score())
                                    .isGreaterThan(present(improved.before()).score());
                            assertThat(present(improved.before()).split()).isEqualTo("test");
                            assertThat(improved.pValue()).isBetween(0.0, 1.0);
                            assertThat(improved.accepted())
                                    .isEqualTo(present(improved.pValue()) < 0.05);
                            assertThat(improved.state())
                                    .isEqualTo("state/triage/" + run.id() + ".json");
                            assertThat(readState(improved.state())).contains("\"demos\"");
                        });
        assertThat(events(log.of(run.id()), RunEvent.Candidate.class)).isNotEmpty();
        assertThat(events(log.of(run.id()), RunEvent.Unknown.class)).isEmpty();
    }

    @Test
    void aStoppedOptimizationKeepsTheBestItHas() throws Exception {
        LmAlias slow =
                new LmAlias(
                        "practice",
                        "practice/base",
                        null,
                        Map.of(),
                        null,
                        new LmAlias.Practice(7, 400.0, "steady"));
        Setup setup = Fixture.setup(project, slow, java.util.Set.of());
        RunRequest.Optimization request =
                new RunRequest.Optimization(
                        setup,
                        "BootstrapFewShotWithRandomSearch",
                        Fixture.MAPPER.createObjectNode().put("num_candidate_programs", 8),
                        Map.of(),
                        "fields",
                        Fixture.rows("train", 16),
                        Fixture.rows("validation", 4),
                        Fixture.rows("test", 4),
                        2,
                        4);
        CompletableFuture<Stamped> scored = new CompletableFuture<>();
        try (Runs.Subscription _ =
                runs.subscribe(
                        batch ->
                                batch.stream()
                                        .filter(
                                                e ->
                                                        e.event() instanceof RunEvent.Trial t
                                                                && t.number() >= 2)
                                        .findFirst()
                                        .ifPresent(scored::complete))) {
            RunHandle run = runs.submit(request);
            scored.get(90, TimeUnit.SECONDS);
            run.cancel();
            RunResult result = Fixture.await(run);
            assertThat(result.status()).isEqualTo(RunStatus.STOPPED_PERSON);
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Improved.class,
                            improved -> {
                                assertThat(improved.stopped()).isTrue();
                                assertThat(improved.accepted()).isFalse();
                                assertThat(readState(improved.state()))
                                        .contains("classify.predict");
                            });
        }
    }

    private String readState(@org.jspecify.annotations.Nullable String name) {
        try {
            return Files.readString(project.resolve(String.valueOf(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
