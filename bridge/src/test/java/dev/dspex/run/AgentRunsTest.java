package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.agent.Agent;
import dev.dspex.agent.AgentsPlan;
import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.agent.Standing;
import dev.dspex.event.AgentEvent;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.ScriptedLm;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.orchestration.Belief;
import dev.dspex.program.Program;
import dev.dspex.store.RunStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Agents that do the rows of a data set, on real DSPy. */
class AgentRunsTest extends PoolTest {
    private static final Pattern NUMBER = Pattern.compile("Is (\\d+) a number");
    private static final int ROWS = 12;

    /** Wrong about every row whose number this divides; 0 for never. */
    private static ScriptedLm wrongAbout(int every) throws Exception {
        return new ScriptedLm(body -> SessionFixture.said(every == 0 || number(body) % every != 0));
    }

    private static int number(String body) {
        var matcher = NUMBER.matcher(body);
        int last = 0;
        while (matcher.find()) last = Integer.parseInt(matcher.group(1));
        return last;
    }

    private static Rows rows(int count) {
        List<Rows.Row> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            var values = Fixture.MAPPER.createObjectNode();
            values.put("question", "Is " + i + " a number?").put("answer", "yes");
            if (i % 5 == 0) values.put("needs", "arithmetic");
            rows.add(new Rows.Row(Integer.toString(i), values));
        }
        return new Rows("validation", null, null, rows);
    }

    private static final AgentsPlan VOTE = AgentsPlan.STANDARD;

    private RunRequest.Agents request(AgentsPlan plan, int rows, Map<String, ScriptedLm> lms)
            throws Exception {
        Program program = SessionFixture.program(project);
        List<LmAlias> aliases = new ArrayList<>();
        lms.forEach((name, lm) -> aliases.add(SessionFixture.alias(name, lm)));
        var setup =
                new Setup(
                        project,
                        false,
                        Set.of(),
                        program,
                        null,
                        null,
                        "ChatAdapter",
                        aliases.getFirst(),
                        aliases,
                        7);
        List<AgentSeat> seats = new ArrayList<>();
        for (LmAlias alias : aliases) {
            Agent agent = Agent.of(alias.alias(), program.name(), Set.of(), Set.of("llm_access"));
            var standing = new Standing(agent, Belief.NONE, Set.of("llm_access"));
            seats.add(new AgentSeat(standing, setup.withLm(alias), alias.alias(), ""));
        }
        return new RunRequest.Agents(
                setup, seats, rows(rows), "exact", null, plan, 2, 2, Limits.NONE);
    }

    private static Outcome.Coordinated outcome(RunResult result) {
        return (Outcome.Coordinated) result.outcome();
    }

    @Test
    void oneAgentGivesWhatTheProgramAloneGives() throws Exception {
        RunRequest.Evaluation alone = evaluation("fields", 16, 2, 4);
        Agent agent = Agent.of("one", "triage", Set.of(), Set.of());
        var seat =
                new AgentSeat(new Standing(agent, Belief.NONE, Set.of()), alone.setup(), "one", "");
        AgentsPlan none =
                new AgentsPlan(Coordination.NONE, 3, .5, false, VOTE.patience(), Set.of(), null);
        RunResult together =
                Fixture.await(
                        runs.submit(
                                new RunRequest.Agents(
                                        alone.setup(),
                                        List.of(seat),
                                        alone.rows(),
                                        "fields",
                                        16,
                                        none,
                                        2,
                                        4,
                                        Limits.NONE)));
        RunResult single = Fixture.await(runs.submit(alone));
        assertThat(together.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(outcome(together).score())
                .isEqualTo(((Outcome.Scored) single.outcome()).score());
        assertThat(scores(together.run())).isEqualTo(scores(single.run())).hasSize(16);
        assertThat(events(log.of(together.run()), AgentEvent.Vote.class))
                .allSatisfy(vote -> assertThat(vote.agreed()).isTrue());
    }

    private Map<String, @Nullable Double> scores(String run) {
        var scores = new java.util.TreeMap<String, @Nullable Double>();
        for (RunEvent.Metric metric : events(log.of(run), RunEvent.Metric.class)) {
            scores.put(String.valueOf(metric.row()), metric.score());
        }
        return scores;
    }

    @Test
    void mostVotesDecideAndWhoCannotChangeItIsSpared() throws Exception {
        try (ScriptedLm always = wrongAbout(0);
                ScriptedLm thirds = wrongAbout(3);
                ScriptedLm halves = wrongAbout(2)) {
            var lms = new java.util.LinkedHashMap<String, ScriptedLm>();
            lms.put("always", always);
            lms.put("thirds", thirds);
            lms.put("halves", halves);
            RunResult result = Fixture.await(runs.submit(request(VOTE, ROWS, lms)));
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            Outcome.Coordinated all = outcome(result);
            // 6 and 12 are where two are wrong
            assertThat(all.score()).isEqualTo((ROWS - 2.0) / ROWS);
            assertThat(all.agreed()).isEqualTo(ROWS);
            List<AgentEvent.Vote> votes = events(log.of(result.run()), AgentEvent.Vote.class);
            assertThat(votes).extracting(AgentEvent.Vote::row).doesNotHaveDuplicates();
            assertThat(votes).hasSize(ROWS).anySatisfy(one -> assertThat(one.spared()).hasSize(1));
            int ballots = events(log.of(result.run()), AgentEvent.Ballot.class).size();
            assertThat(ballots)
                    .isEqualTo(all.ballots())
                    .isLessThan(3 * ROWS)
                    .isEqualTo(votes.stream().mapToInt(vote -> vote.asked().size()).sum())
                    .isEqualTo(
                            always.requests().size()
                                    + thirds.requests().size()
                                    + halves.requests().size());
            assertThat(votes)
                    .filteredOn(vote -> vote.row().equals("6"))
                    .allSatisfy(
                            vote -> {
                                assertThat(vote.answer().path("answer").asString()).isEqualTo("no");
                                assertThat(vote.score()).isZero();
                            });
        }
    }

    @Test
    void aTaskThatNobodyCanDoSaysWhatIsMissing() throws Exception {
        try (ScriptedLm always = wrongAbout(0)) {
            AgentsPlan needing =
                    new AgentsPlan(
                            Coordination.CONSENSUS,
                            3,
                            .5,
                            false,
                            VOTE.patience(),
                            Set.of(),
                            "needs");
            RunResult result =
                    Fixture.await(runs.submit(request(needing, 6, Map.of("always", always))));
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(outcome(result).undone()).isEqualTo(1);
            assertThat(outcome(result).tasks()).isEqualTo(6);
            assertThat(events(log.of(result.run()), AgentEvent.Vote.class))
                    .filteredOn(vote -> vote.row().equals("5"))
                    .singleElement()
                    .satisfies(
                            vote -> {
                                assertThat(vote.missing()).containsExactly("arithmetic");
                                assertThat(vote.asked()).isEmpty();
                                assertThat(vote.why()).contains("arithmetic");
                            });
        }
    }

    @Test
    void aVoterThatFailsIsDroppedWithTheReason() throws Exception {
        try (ScriptedLm always = wrongAbout(0);
                ScriptedLm thirds = wrongAbout(3);
                ScriptedLm broken = new ScriptedLm(_ -> ScriptedLm.Reply.error(401, "bad key"))) {
            var lms = Map.of("always", always, "broken", broken, "thirds", thirds);
            RunResult result = Fixture.await(runs.submit(request(VOTE, 6, lms)));
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(outcome(result).errors()).isZero();
            assertThat(events(log.of(result.run()), AgentEvent.Ballot.class))
                    .filteredOn(ballot -> ballot.agent().equals("broken"))
                    .isNotEmpty()
                    .allSatisfy(
                            ballot -> {
                                assertThat(ballot.answer().isNull()).isTrue();
                                assertThat(ballot.weight()).isZero();
                                assertThat(ballot.reason()).isNotEmpty();
                            });
            assertThat(
                            Fixture.await(runs.submit(request(VOTE, 9, Map.of("broken", broken))))
                                    .status())
                    .isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void aWorkerThatIsLostCostsNothingAndDoublesNothing() throws Exception {
        var block = new CompletableFuture<Void>();
        var begun = new CompletableFuture<Void>();
        try (ScriptedLm always =
                        new ScriptedLm(
                                body -> {
                                    if (number(body) == 4) {
                                        begun.complete(null);
                                        block.join();
                                    }
                                    return SessionFixture.said(true);
                                });
                ScriptedLm thirds = wrongAbout(3)) {
            CompletableFuture<Stamped> fourth =
                    first(
                            e ->
                                    e.event() instanceof RunEvent.LmStarted started
                                            && "4".equals(started.row()));
            var lms = Map.of("always", always, "thirds", thirds);
            RunHandle run = runs.submit(request(VOTE, ROWS, lms));
            Stamped held = fourth.get(60, TimeUnit.SECONDS);
            begun.get(60, TimeUnit.SECONDS);
            kill(held.worker());
            block.complete(null);
            RunResult result = Fixture.await(run);
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            List<Stamped> all = log.of(run.id());
            assertThat(events(all, AgentEvent.Vote.class))
                    .hasSize(ROWS)
                    .extracting(AgentEvent.Vote::row)
                    .doesNotHaveDuplicates();
            assertThat(events(all, AgentEvent.Ballot.class))
                    .extracting(ballot -> ballot.row() + " " + ballot.agent())
                    .doesNotHaveDuplicates();
            assertThat(events(all, AgentEvent.Ballot.class))
                    .allSatisfy(ballot -> assertThat(ballot.reason()).isEmpty());
            assertThat(events(all, RunEvent.Fault.class))
                    .anySatisfy(fault -> assertThat(fault.what()).isEqualTo("worker_lost"));
        }
    }

    @Test
    void aRunThatWasStoppedGoesOnWithWhatItHas() throws Exception {
        Path file = project.resolve("runs.db");
        try (RunStore store = RunStore.open(file);
                Runs stored = new Runs(pool, store, new Secrets());
                ScriptedLm always = wrongAbout(0);
                ScriptedLm thirds = wrongAbout(3)) {
            RunRequest.Agents request =
                    request(VOTE, 40, Map.of("always", always, "thirds", thirds));
            var some = new CompletableFuture<Stamped>();
            stored.subscribe(
                    batch ->
                            batch.stream()
                                    .filter(e -> e.event() instanceof AgentEvent.Vote)
                                    .findFirst()
                                    .ifPresent(some::complete));
            RunHandle run = stored.submit(request);
            some.get(60, TimeUnit.SECONDS);
            run.pause();
            RunResult paused = Fixture.await(run);
            RunResult on = Fixture.await(stored.resume(run.id(), request));
            assertThat(paused.status()).isEqualTo(RunStatus.STOPPED_PERSON);
            assertThat(on.status()).isEqualTo(RunStatus.FINISHED);
            List<Stamped> all;
            try (Stream<Stamped> events = store.events(run.id())) {
                all = events.toList();
            }
            assertThat(events(all, AgentEvent.Vote.class))
                    .hasSize(40)
                    .extracting(AgentEvent.Vote::row)
                    .doesNotHaveDuplicates();
            assertThat(events(all, AgentEvent.Ballot.class))
                    .hasSize(outcome(on).ballots())
                    .extracting(ballot -> ballot.row() + " " + ballot.agent())
                    .doesNotHaveDuplicates();
            assertThat(always.requests().size() + thirds.requests().size())
                    .isEqualTo(outcome(on).ballots());
            RunResult again = Fixture.await(stored.replay(run.id(), request));
            assertThat(again.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(outcome(again).score()).isEqualTo(outcome(on).score());
            assertThat(outcome(again).ballots()).isEqualTo(outcome(on).ballots());
            assertThat(always.requests().size() + thirds.requests().size())
                    .isEqualTo(outcome(on).ballots());
            var fitness = AgentFitness.of(store);
            assertThat(fitness.belief("always", "always").mean())
                    .isGreaterThan(fitness.belief("thirds", "thirds").mean());
            assertThat(fitness.past("always", "something else")).isEmpty();
        }
    }

    /** Takes seconds by its nature. */
    @Test
    @Tag("full")
    void aVoterThatIsTooSlowIsDropped() throws Exception {
        Files.createDirectories(project);
        var never = new CompletableFuture<Void>();
        try (ScriptedLm always = wrongAbout(0);
                ScriptedLm thirds = wrongAbout(3);
                ScriptedLm slow =
                        new ScriptedLm(
                                _ -> {
                                    never.join();
                                    return SessionFixture.said(true);
                                })) {
            AgentsPlan hasty =
                    new AgentsPlan(
                            Coordination.CONSENSUS,
                            3,
                            .5,
                            false,
                            Duration.ofSeconds(5),
                            Set.of(),
                            null);
            var lms = Map.of("always", always, "slow", slow, "thirds", thirds);
            RunResult result = Fixture.await(runs.submit(request(hasty, 2, lms)));
            never.complete(null);
            assertThat(result.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(events(log.of(result.run()), AgentEvent.Ballot.class))
                    .filteredOn(ballot -> ballot.agent().equals("slow"))
                    .isNotEmpty()
                    .allSatisfy(ballot -> assertThat(ballot.reason()).contains("within 5 s"));
        }
    }
}
