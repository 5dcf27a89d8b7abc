package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.infra.Secrets;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.variable.Checked;
import dev.dspex.variable.Leases;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Studies that are paused, and given other limits, while they run. */
class SteeringTest extends PoolTest {
    /** More than any test waits for. */
    private static final int TRIALS = 400;

    private static final String FILE =
            """
            {"format": 1, "variables": [
              {"name": "heat", "type": "float", "value": 0.9, "minimum": 0, "maximum": 1}],
             "bindings": [{"variable": "heat", "program": "triage", "node": "classify",
               "parameter": "temperature"}]}
            """;

    private RunStore store;

    @BeforeEach
    void keepRuns() {
        runs.close();
        store = RunStore.open(project.resolve(".dspex/runs.db"));
        runs = new Runs(pool, store, new Secrets());
    }

    @AfterEach
    void closeStore() {
        runs.close();
        store.close();
    }

    private RunRequest.Optimization search() {
        return search(TRIALS, "fields");
    }

    private RunRequest.Optimization search(int trials, String metric) {
        VariableSpace space =
                switch (VariableFile.parse(FILE, VariableFile.NAME)) {
                    case Checked.Ok(var found) -> found;
                    case Checked.Bad(var problems) -> throw new AssertionError(problems.toString());
                };
        Setup setup = Fixture.setup(project);
        return new RunRequest.Optimization(
                setup,
                "Random",
                Fixture.MAPPER.createObjectNode().put("trials", trials),
                Map.of(),
                metric,
                Fixture.rows("train", 2),
                Fixture.rows("validation", 10),
                Fixture.rows("test", 4),
                VariableTuning.of(setup, "triage", space),
                2,
                2);
    }

    private RunHandle afterSomeTrials(RunHandle run) throws Exception {
        long from = store.lastSeq(run.id());
        first(e -> e.seq() > from && e.event() instanceof RunEvent.Trial t && t.number() >= 3)
                .get(90, TimeUnit.SECONDS);
        return run;
    }

    private List<String> trials(String run) {
        try (Stream<String> trials =
                store.events(run)
                        .map(e -> e.event())
                        .filter(RunEvent.Candidate.class::isInstance)
                        .map(RunEvent.Candidate.class::cast)
                        .filter(c -> c.score() != null)
                        .map(c -> c.id() + " " + c.settings() + " " + c.score())) {
            return trials.distinct().toList();
        }
    }

    @Test
    void aPausedStudyKeepsItsBestAndGoesOnWhereItWas() throws Exception {
        RunHandle run = runs.submit(search());
        assertThat(afterSomeTrials(run).pause()).isEmpty();
        RunResult paused = Fixture.await(run);
        assertThat(paused.status()).isEqualTo(RunStatus.STOPPED_PERSON);
        assertThat(paused.error()).isNull();
        RunSummary summary = store.run(run.id()).orElseThrow();
        assertThat(summary.summary().path("paused").asBoolean()).isTrue();
        assertThat(summary.summary().path("best").isNumber()).isTrue();
        List<String> before = trials(run.id());

        long from = store.lastSeq(run.id());
        RunHandle again = runs.resume(run.id(), search());
        afterSomeTrials(again).pause();
        RunResult second = Fixture.await(again);
        assertThat(second.usage().calls()).isGreaterThanOrEqualTo(paused.usage().calls());
        assertThat(trials(run.id())).containsAll(before);
        long dearer = second.usage().calls() - paused.usage().calls();
        long told = store.run(run.id()).orElseThrow().calls();
        assertThat(told).isEqualTo(paused.usage().calls() + dearer);
        assertThat(callsAtTrials(run.id(), from)).isSorted();
        assertThat(callsAtTrials(run.id(), from).getFirst())
                .as("a trial that is answered from the journal stands where it stood")
                .isLessThan(paused.usage().calls());
    }

    private List<Long> callsAtTrials(String run, long from) {
        try (Stream<Long> calls =
                store.events(run, from + 1, Set.of(EventType.TRIAL))
                        .map(e -> ((RunEvent.Trial) e.event()).calls())) {
            return calls.toList();
        }
    }

    @Test
    void aCapLeavesTheComparisonOfASearch() throws Exception {
        Limits capped = new Limits(new RunEvent.Cap(80L, null, null), null);
        RunResult result = Fixture.await(runs.submit(search().within(capped)));
        assertThat(result.error()).isNull();
        assertThat(result.status()).isEqualTo(RunStatus.STOPPED_CAP);
        assertThat(result.usage().calls()).isLessThanOrEqualTo(80);
        Outcome.Improved improved = (Outcome.Improved) result.outcome();
        assertThat(improved.after()).isNotNull();
        assertThat(improved.pValue()).isNotNull();
    }

    @Test
    void aCapThatIsLoweredBelowWhatIsSpentEndsItAndStaysWithTheRun() throws Exception {
        RunHandle run = runs.submit(search());
        afterSomeTrials(run);
        Limits tight = new Limits(new RunEvent.Cap(1L, null, null), null).atOnce(1);
        assertThat(run.limit(tight)).isEmpty();
        assertThat(run.limits()).isEqualTo(tight);
        RunResult capped = Fixture.await(run);
        assertThat(capped.status()).isEqualTo(RunStatus.STOPPED_CAP);
        RunSummary summary = store.run(run.id()).orElseThrow();
        assertThat(StoredSearch.of(store, summary).limits()).isEqualTo(tight);
        try (Stream<RunEvent> events = store.events(run.id()).map(e -> e.event())) {
            assertThat(events)
                    .filteredOn(RunEvent.Budget.class::isInstance)
                    .last()
                    .isInstanceOfSatisfying(
                            RunEvent.Budget.class,
                            budget -> assertThat(budget.cap()).isEqualTo(tight.cap()));
        }
        assertThat(run.limit(Limits.NONE)).isEmpty();
        assertThat(summary.lastSeq()).isEqualTo(store.lastSeq(run.id()));
    }

    @Test
    void theNumberOfWorkersChangesWhileItRuns() throws Exception {
        RunHandle run = afterSomeTrials(runs.submit(search()));
        OpenJobs few = new OpenJobs();
        OpenJobs more = new OpenJobs();
        long from = store.lastSeq(run.id());
        assertThat(run.limit(Limits.NONE.workers(1))).isEmpty();
        first(e -> e.seq() > from && few.alone(e)).get(90, TimeUnit.SECONDS);
        assertThat(run.limit(Limits.NONE.workers(2))).isEmpty();
        first(more::together).get(90, TimeUnit.SECONDS);
        run.pause();
        assertThat(Fixture.await(run).error()).isNull();
        try (Stream<Stamped> decisions = store.events(run.id(), from, Set.of(EventType.DECISION))) {
            assertThat(
                            decisions.map(
                                    e ->
                                            ((RunEvent.Decision) e.event())
                                                    .chosen()
                                                    .path("workers")
                                                    .asInt()))
                    .containsExactly(1, 2);
        }
    }

    /** Which scoring jobs are under way. */
    private static final class OpenJobs {
        private final Set<String> open = new HashSet<>();
        private int inTurn;

        private void saw(Stamped e) {
            switch (e.event()) {
                case RunEvent.JobStarted job when job.kind().equals("evaluate") -> {
                    open.add(job.job());
                    inTurn = open.size() == 1 ? inTurn + 1 : 0;
                }
                case RunEvent.JobEnded job -> open.remove(job.job());
                default -> {}
            }
        }

        /** Whether ten jobs in a row had no other beside them. */
        boolean alone(Stamped e) {
            saw(e);
            return inTurn >= 10;
        }

        boolean together(Stamped e) {
            saw(e);
            return open.size() == 2;
        }
    }

    @Test
    void aStudyThatGoesAstrayPausesAndSaysSoAndGoesOnAnyway() throws Exception {
        String metric = Fixture.metric(project, "return float('nan')");
        RunHandle run = runs.submit(search(2, metric));
        RunResult paused = Fixture.await(run);
        assertThat(paused.status()).isEqualTo(RunStatus.STOPPED_PERSON);
        try (Stream<RunEvent> events = store.events(run.id()).map(e -> e.event())) {
            assertThat(events)
                    .filteredOn(e -> e instanceof RunEvent.Fault f && f.what().equals("diverged"))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            RunEvent.Fault.class,
                            fault -> assertThat(fault.why()).contains("no number for row"));
        }
        assertThat(store.run(run.id()).orElseThrow().summary().path("paused").asBoolean()).isTrue();

        RunRequest.Optimization anyway = search(2, metric).within(Limits.NONE.goingOnAnyway());
        RunResult on = Fixture.await(runs.resume(run.id(), anyway));
        assertThat(on.status()).isEqualTo(RunStatus.FAILED);
        assertThat(Fixture.present(on.error()).code()).isEqualTo("metric_not_finite");
    }

    @Test
    void aRunIsGoneOnWithAsSoonAsItsEndIsKnown() throws Exception {
        RunHandle run = afterSomeTrials(runs.submit(search()));
        CompletionStage<RunHandle> on =
                run.result().thenApply(_ -> runs.resume(run.id(), search()));
        run.pause();
        RunHandle again = on.toCompletableFuture().get(90, TimeUnit.SECONDS);
        again.pause();
        assertThat(Fixture.await(again).error()).isNull();
        assertThat(runs.active()).isEmpty();
    }

    @Test
    void twoStudiesOfOneVariableDoNotRunTogether() throws Exception {
        RunHandle first = afterSomeTrials(runs.submit(search()));
        RunRequest.Optimization timid =
                search().within(Limits.NONE.whenHeld(Leases.WhenHeld.ABORT));
        RunHandle second = runs.submit(timid);
        RunResult refused = Fixture.await(second);
        assertThat(Fixture.present(refused.error()).code()).isEqualTo("variables_held");
        assertThat(Fixture.present(refused.error()).message()).contains("heat", first.id());

        RunHandle bold =
                runs.resume(
                        second.id(),
                        search().within(Limits.NONE.whenHeld(Leases.WhenHeld.PREEMPT)));
        assertThat(Fixture.await(first).status()).isEqualTo(RunStatus.STOPPED_PERSON);
        try (Stream<RunEvent> events = store.events(first.id()).map(e -> e.event())) {
            assertThat(events)
                    .filteredOn(
                            e ->
                                    e instanceof RunEvent.Fault f
                                            && f.what().equals("variables_taken"))
                    .hasSize(1);
        }
        bold.pause();
        assertThat(Fixture.await(bold).error()).isNull();
        assertThat(new Leases(InstantSource.system(), store.leases()).infos()).isEmpty();
    }
}
