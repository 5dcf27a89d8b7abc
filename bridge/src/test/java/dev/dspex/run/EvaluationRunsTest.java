package dev.dspex.run;

import static dev.dspex.run.Fixture.present;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class EvaluationRunsTest extends PoolTest {
    private Map<String, Double> scores(String run) {
        Map<String, Double> scores = new LinkedHashMap<>();
        events(log.of(run), RunEvent.Metric.class)
                .forEach(m -> scores.put(String.valueOf(m.row()), m.score()));
        return scores;
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
        CompletableFuture<Stamped> scoring =
                first(
                        e ->
                                e.event() instanceof RunEvent.LmStarted started
                                        && "3".equals(started.row()));
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
}
