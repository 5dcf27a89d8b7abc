package dev.dspex.run;

import static dev.dspex.run.Fixture.present;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.infra.LmAlias;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class OptimizationRunsTest extends PoolTest {
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
                        null,
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
                        null,
                        2,
                        4);
        CompletableFuture<Stamped> scored =
                first(e -> e.event() instanceof RunEvent.Trial t && t.number() >= 2);
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
                            assertThat(readState(improved.state())).contains("classify.predict");
                        });
    }

    @Test
    void aSearchThatLosesItsWorkerStartsAgainOnAnother() throws Exception {
        String metric =
                Fixture.metric(
                        project,
                        "mark = pathlib.Path(%s)".formatted(json(project.resolve("blocked"))),
                        "first = trace is not None and not mark.exists()",
                        "mark.touch() if first else None",
                        "time.sleep(600 if first else 0)",
                        "return float(prediction.queue == example.queue)");
        CompletableFuture<Stamped> searching =
                first(
                        e ->
                                e.event() instanceof RunEvent.JobStarted job
                                        && job.kind().equals("optimize"));
        RunHandle run = runs.submit(search("BootstrapFewShotWithRandomSearch", metric));
        String worker = searching.get(60, TimeUnit.SECONDS).worker();
        awaitFile("blocked");
        kill(worker);
        RunResult result = Fixture.await(run);
        assertThat(result.error()).isNull();
        assertThat(result.outcome()).isInstanceOf(Outcome.Improved.class);
        List<Stamped> all = log.of(run.id());
        assertThat(events(all, RunEvent.Fault.class))
                .singleElement()
                .satisfies(
                        fault -> {
                            assertThat(fault.what()).isEqualTo("worker_lost");
                            assertThat(fault.action()).contains("from its beginning");
                            assertThat(fault.why()).contains("signal 9");
                        });
        int fault = indexOf(all, RunEvent.Fault.class);
        List<Double> lost = trials(all.subList(0, fault));
        List<Double> found = trials(all.subList(fault, all.size()));
        assertThat(lost).isNotEmpty();
        assertThat(found).hasSizeGreaterThan(lost.size());
        assertThat(found.subList(0, lost.size())).as("the same seed").isEqualTo(lost);
    }

    @Test
    void aSearchThatKillsEveryWorkerIsGivenUp() throws Exception {
        String metric =
                Fixture.metric(project, "os._exit(9) if trace is not None else None", "return 1.0");
        RunHandle run = runs.submit(search("BootstrapFewShot", metric));
        RunResult result = Fixture.await(run);
        assertThat(result.status()).isEqualTo(RunStatus.FAILED);
        assertThat(present(result.error()).code()).isEqualTo("worker_lost");
        assertThat(present(result.error()).message()).startsWith("3 Python workers were lost");
        assertThat(events(log.of(run.id()), RunEvent.Fault.class)).hasSize(2);
        assertThat(events(log.of(run.id()), RunEvent.JobEnded.class))
                .filteredOn(end -> end.outcome() == RunEvent.Outcome.LOST)
                .hasSize(3);
    }

    private RunRequest.Optimization search(String optimizer, String metric) {
        var settings = Fixture.MAPPER.createObjectNode().put("max_bootstrapped_demos", 2);
        if (optimizer.endsWith("RandomSearch")) {
            settings.put("num_candidate_programs", 2);
        }
        return new RunRequest.Optimization(
                Fixture.setup(project),
                optimizer,
                settings,
                Map.of(),
                metric,
                Fixture.rows("train", 12),
                Fixture.rows("validation", 6),
                null,
                null,
                2,
                2);
    }

    private static int indexOf(List<Stamped> all, Class<? extends RunEvent> type) {
        return IntStream.range(0, all.size())
                .filter(i -> type.isInstance(all.get(i).event()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Double> trials(List<Stamped> events) {
        return events(events, RunEvent.Trial.class).stream()
                .map(trial -> present(trial.score()))
                .toList();
    }

    private String readState(@Nullable String name) {
        try {
            return Files.readString(project.resolve(String.valueOf(name)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
