package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.gateway.ScriptedLm;
import dev.dspex.infra.LmAlias;
import dev.dspex.orchestration.Adaptation;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Strategy;
import dev.dspex.orchestration.TrendTest;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Live sessions on real DSPy, with an LM that becomes worse half-way. */
class SessionRunsTest extends PoolTest {
    private static final int GOOD_CALLS = 45;
    private static final int TASKS = 120;

    private static final String PROGRAM =
            """
            {"format": 1, "name": "answering",
             "inputs": [{"name": "question", "type": "str"}],
             "outputs": [{"name": "answer", "type": "str"}],
             "nodes": [{"id": "reply", "kind": "Predict",
               "signature": {"name": "Reply", "instructions": "Answer.",
                 "inputs": [{"name": "question", "type": "str"}],
                 "outputs": [{"name": "answer", "type": "str"}]}}],
             "links": [{"from": "input.question", "to": "reply.question"},
                       {"from": "reply.answer", "to": "output.answer"}]}
            """;

    /** Right nine times of ten, and never again once it has answered so many calls. */
    private static ScriptedLm tired() throws Exception {
        var calls = new AtomicInteger();
        return new ScriptedLm(
                _ -> {
                    int call = calls.incrementAndGet();
                    return said(call <= GOOD_CALLS && call % 10 != 0);
                });
    }

    /** Right four times of five. */
    private static ScriptedLm steady() throws Exception {
        var calls = new AtomicInteger();
        return new ScriptedLm(_ -> said(calls.incrementAndGet() % 5 != 0));
    }

    private static ScriptedLm.Reply said(boolean right) {
        return ScriptedLm.Reply.text(
                "[[ ## answer ## ]]\n" + (right ? "yes" : "no") + "\n\n[[ ## completed ## ]]");
    }

    private Program program() throws Exception {
        var file = project.resolve("answering.program.json");
        Files.writeString(file, PROGRAM);
        return switch (ProgramFile.read(file)) {
            case Read.Ok ok -> ok.program();
            case Read other -> throw new IllegalStateException(other.problems().toString());
        };
    }

    private static LmAlias alias(String name, ScriptedLm lm) {
        return new LmAlias(name, "openai/scripted", lm.url(), Map.of(), null, null);
    }

    private static Rows rows() {
        List<Rows.Row> rows = new ArrayList<>();
        for (int i = 1; i <= TASKS; i++) {
            var values = Fixture.MAPPER.createObjectNode();
            values.put("question", "Is " + i + " a number?").put("answer", "yes");
            rows.add(new Rows.Row(Integer.toString(i), values));
        }
        return new Rows("validation", null, null, rows);
    }

    private RunRequest.Session session(ScriptedLm first, ScriptedLm second, String... arms)
            throws Exception {
        LmAlias main = alias("first", first);
        var setup =
                new Setup(
                        project,
                        false,
                        Set.of(),
                        program(),
                        null,
                        null,
                        "ChatAdapter",
                        main,
                        List.of(alias("second", second)),
                        7);
        List<SessionArm> chosen = new ArrayList<>();
        for (String lm : arms) chosen.add(SessionArm.of(setup, new Arm(lm, null, null, lm)));
        var settings = new Conductor.Settings(TrendTest.STANDARD, 15, Duration.ZERO, false);
        var plan =
                new SessionPlan(
                        settings,
                        Adaptation.standard(),
                        Strategy.ADAPTIVE_LEARNING,
                        Duration.ZERO,
                        1,
                        .95,
                        false);
        return new RunRequest.Session(setup, chosen, rows(), 1, "exact", plan, 2);
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
        try (ScriptedLm first = tired();
                ScriptedLm second = steady()) {
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
        try (ScriptedLm first = tired();
                ScriptedLm second = steady()) {
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
        try (ScriptedLm first = steady()) {
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
        try (ScriptedLm first = steady();
                ScriptedLm second = steady()) {
            RunHandle run = runs.submit(session(first, second, "first", "second"));
            first(e -> e.event() instanceof RunEvent.Metric).get(60, TimeUnit.SECONDS);
            run.cancel();
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_PERSON);
        }
    }
}
