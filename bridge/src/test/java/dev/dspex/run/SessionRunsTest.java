package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.gateway.ScriptedLm;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Live sessions on real DSPy, with an LM that becomes worse half-way. */
class SessionRunsTest extends PoolTest {
    private static final int TASKS = SessionFixture.TASKS;

    private RunRequest.Session session(ScriptedLm first, ScriptedLm second, String... arms)
            throws Exception {
        return SessionFixture.session(project, first, second, arms);
    }

    private double ofTheLast(int tasks, RunHandle run) {
        List<RunEvent.Metric> all = events(log.of(run.id()), RunEvent.Metric.class);
        return all.subList(all.size() - tasks, all.size()).stream()
                .mapToDouble(metric -> metric.score() == null ? 0 : metric.score())
                .average()
                .orElseThrow();
    }

    @Test
    void aSessionLeavesAnLmThatBecomesWorse() throws Exception {
        try (ScriptedLm first = SessionFixture.tired();
                ScriptedLm second = SessionFixture.steady()) {
            RunHandle run = runs.submit(session(first, second, "first", "second"));
            RunResult result = Fixture.await(run);
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(ofTheLast(40, run)).isGreaterThanOrEqualTo(.6);
            List<RunEvent.Decision> decisions = events(log.of(run.id()), RunEvent.Decision.class);
            assertThat(decisions)
                    .anySatisfy(
                            decision -> {
                                assertThat(decision.chosen().path("module").asString())
                                        .isEqualTo("second");
                                assertThat(decision.rejected().path("modules").has("first"))
                                        .isTrue();
                                assertThat(decision.why()).isNotEmpty();
                            });
            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Session.class,
                            session -> {
                                assertThat(session.n()).isEqualTo(TASKS);
                                assertThat(session.decisions()).isEqualTo(decisions.size());
                                assertThat(session.arms()).containsOnlyKeys("first", "second");
                            });
        }
    }

    @Test
    void withoutAChoiceItStaysWhereItIs() throws Exception {
        try (ScriptedLm first = SessionFixture.tired();
                ScriptedLm second = SessionFixture.steady()) {
            RunHandle run = runs.submit(session(first, second, "first"));
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
            assertThat(ofTheLast(30, run)).isZero();
            assertThat(events(log.of(run.id()), RunEvent.Decision.class))
                    .isNotEmpty()
                    .allSatisfy(decision -> assertThat(decision.chosen().has("module")).isFalse());
        }
    }

    @Test
    void aSessionInWhichNothingWorksFailsAndSaysWhy() throws Exception {
        try (ScriptedLm first = new ScriptedLm(_ -> ScriptedLm.Reply.error(401, "bad key"))) {
            RunResult result = Fixture.await(runs.submit(session(first, first, "first", "second")));
            assertThat(result.status()).isEqualTo(RunStatus.FAILED);
            assertThat(Fixture.present(result.error()).code()).isEqualTo("lm_auth");
            assertThat(first.requests()).hasSizeLessThan(TASKS);
        }
    }

    @Test
    void aSessionEndsAtItsCap() throws Exception {
        try (ScriptedLm first = SessionFixture.steady()) {
            RunRequest.Session free = session(first, first, "first", "second");
            var limits = new Limits(new RunEvent.Cap(12L, null, null), null);
            RunHandle run =
                    runs.submit(
                            new RunRequest.Session(
                                    free.setup(),
                                    free.arms(),
                                    free.rows(),
                                    1,
                                    free.metric(),
                                    free.plan(),
                                    2,
                                    limits));
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_CAP);
            assertThat(first.requests()).hasSizeBetween(11, 14);
        }
    }

    @Test
    void aSessionThatIsStoppedEndsWithWhatItHas() throws Exception {
        try (ScriptedLm first = SessionFixture.steady();
                ScriptedLm second = SessionFixture.steady()) {
            RunHandle run = runs.submit(session(first, second, "first", "second"));
            first(e -> e.event() instanceof RunEvent.Metric).get(60, TimeUnit.SECONDS);
            run.cancel();
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_PERSON);
        }
    }
}
