package dev.dspex.run;

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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions of a program that answers questions, with LMs that answer as a script says. */
final class SessionFixture {
    private SessionFixture() {}

    static final int GOOD_CALLS = 45;
    static final int TASKS = 120;

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
    static ScriptedLm tired() throws Exception {
        var calls = new AtomicInteger();
        return new ScriptedLm(
                _ -> {
                    int call = calls.incrementAndGet();
                    return said(call <= GOOD_CALLS && call % 10 != 0);
                });
    }

    /** Right four times of five. */
    static ScriptedLm steady() throws Exception {
        var calls = new AtomicInteger();
        return new ScriptedLm(_ -> said(calls.incrementAndGet() % 5 != 0));
    }

    static ScriptedLm.Reply said(boolean right) {
        return ScriptedLm.Reply.text(
                "[[ ## answer ## ]]\n" + (right ? "yes" : "no") + "\n\n[[ ## completed ## ]]");
    }

    static Program program(Path project) throws Exception {
        var file = project.resolve("answering.program.json");
        Files.writeString(file, PROGRAM);
        return switch (ProgramFile.read(file)) {
            case Read.Ok ok -> ok.program();
            case Read other -> throw new IllegalStateException(other.problems().toString());
        };
    }

    static LmAlias alias(String name, ScriptedLm lm) {
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

    static RunRequest.Session session(
            Path project, ScriptedLm first, ScriptedLm second, String... arms) throws Exception {
        LmAlias main = alias("first", first);
        var setup =
                new Setup(
                        project,
                        false,
                        Set.of(),
                        program(project),
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

    /** The same until it is stopped. */
    static RunRequest.Session endless(RunRequest.Session session) {
        return new RunRequest.Session(
                session.setup(),
                session.arms(),
                session.rows(),
                0,
                session.metric(),
                session.plan(),
                session.workers());
    }

    /** The same with tasks from somewhere else. */
    static RunRequest.Session of(RunRequest.Session session, SessionFeed feed) {
        return new RunRequest.Session(
                session.setup(),
                session.arms(),
                new Rows("live", null, null, List.of()),
                1,
                session.metric(),
                session.plan(),
                session.workers(),
                Limits.NONE,
                feed);
    }
}
