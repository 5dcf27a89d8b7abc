package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.ScriptedLm;
import dev.dspex.infra.Secrets;
import dev.dspex.orchestration.Strategy;
import dev.dspex.store.RunStore;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Sessions that go on, are told once more, and hear what a person says. */
class SessionAgainTest extends PoolTest {
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

    private CompletableFuture<Stamped> afterTask(int number) {
        return first(e -> e.event() instanceof SessionEvent.Task task && task.task() >= number);
    }

    private <E extends RunEvent> List<E> stored(String run, Class<E> type) {
        try (Stream<Stamped> all = store.events(run)) {
            return events(all.toList(), type);
        }
    }

    /** Everything that a session gave out and decided, without times. */
    private List<String> way(String run) {
        try (Stream<Stamped> all = store.events(run)) {
            return all.map(Stamped::event)
                    .flatMap(
                            event ->
                                    switch (event) {
                                        case SessionEvent.Task task ->
                                                Stream.of(
                                                        task.task()
                                                                + " "
                                                                + task.row()
                                                                + task.scores()
                                                                + task.given()
                                                                + task.score());
                                        case RunEvent.Decision decision ->
                                                Stream.of(
                                                        decision.seen() + " " + decision.chosen());
                                        default -> Stream.empty();
                                    })
                    .toList();
        }
    }

    @Test
    void aSessionThatWasStoppedGoesOnAsIfItHadNot() throws Exception {
        String whole;
        int calls;
        try (ScriptedLm first = SessionFixture.tired();
                ScriptedLm second = SessionFixture.steady()) {
            RunHandle run =
                    runs.submit(SessionFixture.session(project, first, second, "first", "second"));
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.FINISHED);
            whole = run.id();
            calls = first.requests().size() + second.requests().size();
        }
        try (ScriptedLm first = SessionFixture.tired();
                ScriptedLm second = SessionFixture.steady()) {
            var request = SessionFixture.session(project, first, second, "first", "second");
            CompletableFuture<Stamped> some = afterTask(70);
            RunHandle run = runs.submit(request);
            some.get(60, TimeUnit.SECONDS);
            assertThat(run.pause()).isEmpty();
            RunResult paused = Fixture.await(run);
            assertThat(paused.status()).isEqualTo(RunStatus.STOPPED_PERSON);
            assertThat(paused.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Session.class,
                            session ->
                                    assertThat(session.n())
                                            .isBetween(70, SessionFixture.TASKS - 1));

            RunResult on = Fixture.await(runs.resume(run.id(), request));
            assertThat(on.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(way(run.id())).isEqualTo(way(whole));
            assertThat(stored(run.id(), RunEvent.Decision.class)).isNotEmpty();
            int asked = first.requests().size() + second.requests().size();
            assertThat(asked).isEqualTo(calls);

            RunResult again = Fixture.await(runs.replay(run.id(), request));
            assertThat(again.error()).isNull();
            Outcome.Session then = (Outcome.Session) on.outcome();
            Outcome.Session now = (Outcome.Session) again.outcome();
            assertThat(now.score()).isEqualTo(then.score());
            assertThat(now.decisions()).isEqualTo(then.decisions());
            assertThat(now.arms().keySet()).isEqualTo(then.arms().keySet());
            assertThat(first.requests().size() + second.requests().size()).isEqualTo(asked);
        }
    }

    @Test
    void aPersonChoosesTheModuleAndTakesItBack() throws Exception {
        try (ScriptedLm first = SessionFixture.steady();
                ScriptedLm second = SessionFixture.steady()) {
            CompletableFuture<Stamped> begun = afterTask(1);
            var rows = SessionFixture.session(project, first, second, "first", "second");
            RunHandle run = runs.submit(SessionFixture.endless(rows));
            begun.get(60, TimeUnit.SECONDS);
            assertThat(run.say(new SessionControl.Lock("nobody")))
                    .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("arm_unknown"));
            assertThat(run.say(new SessionControl.Lock("second"))).isEmpty();
            int then = stored(run.id(), SessionEvent.Task.class).getLast().task();
            assertThat(run.say(new SessionControl.Use(Strategy.PERFORMANCE_OPTIMIZED))).isEmpty();
            afterTask(then + 20).get(60, TimeUnit.SECONDS);
            run.cancel();
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_PERSON);
            // one may have been given out before
            assertThat(stored(run.id(), SessionEvent.Task.class))
                    .filteredOn(task -> task.task() > then + 1)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(task -> assertThat(task.given()).isEqualTo("second"));
            assertThat(stored(run.id(), RunEvent.Decision.class))
                    .filteredOn(one -> one.seen().path("sight").asString("").equals("person"))
                    .extracting(one -> one.seen().path("control").asString(""))
                    .containsExactly("lock", "strategy");
            assertThat(run.say(new SessionControl.Undo()))
                    .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("no_session"));
        }
    }

    @Test
    void rowsThatComeLaterAreAnsweredAndScoredWhereThereIsTruth() throws Exception {
        Path file = project.resolve("tickets.jsonl");
        Files.writeString(
                file,
                """
                {"question": "Is 1 a number?", "answer": "no"}
                {"question": }
                {"question": "Is 3 a number?"}
                """);
        try (ScriptedLm lm = SessionFixture.steady()) {
            var request =
                    SessionFixture.of(
                            SessionFixture.session(project, lm, lm, "first"),
                            new SessionFeed.Watched(file, null));
            CompletableFuture<Stamped> some = afterTask(2);
            RunHandle run = runs.submit(request);
            some.get(60, TimeUnit.SECONDS);
            assertThat(run.pause()).isEmpty();
            assertThat(Fixture.await(run).status()).isEqualTo(RunStatus.STOPPED_PERSON);
            Files.writeString(
                    file, "{\"question\": \"Is 4 a number?\"}\n", StandardOpenOption.APPEND);
            CompletableFuture<Stamped> next = afterTask(3);
            RunHandle on = runs.resume(run.id(), request);
            next.get(60, TimeUnit.SECONDS);
            on.cancel();
            Fixture.await(on);
            assertThat(stored(run.id(), SessionEvent.Task.class))
                    .extracting(SessionEvent.Task::row, SessionEvent.Task::score)
                    .containsExactly(
                            Tuple.tuple("tickets.jsonl:1", 0.0),
                            Tuple.tuple("tickets.jsonl:3", 1.0),
                            Tuple.tuple("tickets.jsonl:4", 1.0));
            assertThat(stored(run.id(), RunEvent.Fault.class))
                    .extracting(RunEvent.Fault::what)
                    .containsOnly("bad_line");
        }
    }
}
