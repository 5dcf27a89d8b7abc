package dev.dspex.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.optimize.Sampler;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

class StudyRunsTest extends PoolTest {
    private Setup.State learned = new Setup.State(null, Fixture.MAPPER.createObjectNode());

    /** Demonstrations, or none, and a number that changes nothing. */
    private final class Learned implements Tuning {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public List<Open> open() {
            return List.of();
        }

        @Override
        public Tuning choosing(Map<String, List<JsonNode>> options) {
            return this;
        }

        @Override
        public ObjectNode config() {
            return Fixture.MAPPER.createObjectNode();
        }

        @Override
        public ArrayNode space() {
            ArrayNode space = Fixture.MAPPER.createArrayNode();
            space.addObject()
                    .put("name", "demos")
                    .put("kind", "choice")
                    .putArray("options")
                    .add("none")
                    .add("labeled");
            space.addObject().put("name", "n").put("kind", "integer").put("low", 1).put("high", 4);
            return space;
        }

        @Override
        public ObjectNode present() {
            return Fixture.MAPPER.createObjectNode().put("demos", "none").put("n", 1);
        }

        @Override
        public Tuning beginning(ObjectNode values) {
            return this;
        }

        @Override
        public Tried tried(ObjectNode values) {
            if (values.path("n").asInt() == 4) {
                return new Tried.Broken("n must be below 4.");
            }
            boolean none = values.path("demos").asString().equals("none");
            return new Tried.Valid(Fixture.setup(project).withState(none ? null : learned), values);
        }
    }

    @BeforeEach
    void learn() throws Exception {
        if (learned.file() == null) {
            var found = (Outcome.Improved) Fixture.await(runs.submit(labeled())).outcome();
            String file = Objects.requireNonNull(found.state());
            String content = Files.readString(project.resolve(file));
            learned = new Setup.State(file, (ObjectNode) Fixture.MAPPER.readTree(content));
            start();
        }
    }

    private RunRequest.Optimization labeled() {
        return new RunRequest.Optimization(
                Fixture.setup(project),
                "LabeledFewShot",
                Fixture.MAPPER.createObjectNode().put("k", 16),
                Map.of(),
                "fields",
                Fixture.rows("train", 60),
                Fixture.rows("validation", 2),
                null,
                null,
                1,
                4);
    }

    private RunRequest.Optimization search(String sampler, int trials) {
        return new RunRequest.Optimization(
                Fixture.setup(project),
                sampler,
                Fixture.MAPPER.createObjectNode().put("trials", trials),
                Map.of(),
                "fields",
                Fixture.rows("train", 2),
                Fixture.rows("validation", 20),
                Fixture.rows("test", 40),
                new Learned(),
                2,
                4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TPE", "Grid"})
    void aSearchFindsTheBetterValuesAndComparesThemOnRowsItNeverSaw(String sampler)
            throws Exception {
        RunResult result = Fixture.await(runs.submit(search(sampler, 8)));
        assertThat(result.error()).isNull();
        List<Stamped> all = log.all();
        List<RunEvent.Candidate> candidates = events(all, RunEvent.Candidate.class);
        assertThat(candidates.getFirst().status()).isEqualTo(CandidateStatus.SEED);
        RunEvent.Candidate best = candidates.getLast();
        assertThat(best.status()).isEqualTo(CandidateStatus.BEST);
        assertThat(best.settings().path("demos").asString()).isEqualTo("labeled");
        assertThat(candidates)
                .filteredOn(c -> c.settings().path("n").asInt() == 4)
                .allMatch(c -> c.status() == CandidateStatus.FAILED);
        assertThat(events(all, RunEvent.Trial.class))
                .anyMatch(trial -> trial.full() && trial.n() == 20)
                .anyMatch(trial -> !trial.full() && trial.n() == 9);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Improved.class,
                        improved -> {
                            assertThat(improved.accepted()).isTrue();
                            assertThat(improved.values()).isEqualTo(best.settings());
                            assertThat(improved.best()).isEqualTo(best.score());
                            double before = Objects.requireNonNull(improved.before()).score();
                            double after = Objects.requireNonNull(improved.after()).score();
                            assertThat(after).isGreaterThan(before + 0.1);
                        });
    }

    @Test
    void aSearchIsTheSameEachTime() throws Exception {
        Fixture.await(runs.submit(search("TPE", 7)));
        List<RunEvent.Candidate> first = events(log.all(), RunEvent.Candidate.class);
        start();
        Fixture.await(runs.submit(search("TPE", 7)));
        List<RunEvent.Candidate> second = events(log.all(), RunEvent.Candidate.class);
        assertThat(ends(second)).isEqualTo(ends(first)).hasSize(6);
    }

    private static List<String> ends(List<RunEvent.Candidate> candidates) {
        return candidates.stream()
                .filter(c -> c.status() != CandidateStatus.RUNNING)
                .filter(c -> c.status() != CandidateStatus.BEST && c.score() != null || seed(c))
                .map(c -> c.id() + " " + c.settings() + " " + c.score())
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean seed(RunEvent.Candidate candidate) {
        return candidate.reason() != null && candidate.reason().contains("did better");
    }

    @Test
    void aStoppedSearchKeepsTheBestSoFar() throws Exception {
        var scored = first(e -> e.event() instanceof RunEvent.Trial t && t.full());
        RunHandle run = runs.submit(search("Random", 400));
        scored.get(90, TimeUnit.SECONDS);
        run.cancel();
        RunResult result = Fixture.await(run);
        assertThat(result.status()).isEqualTo(RunStatus.STOPPED_PERSON);
        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Improved.class,
                        improved -> {
                            assertThat(improved.stopped()).isTrue();
                            assertThat(improved.values()).isNotNull();
                        });
    }

    @Test
    void theWorkerKnowsTheSameSearches() throws Exception {
        assertThat(runs.queries().describe())
                .isInstanceOfSatisfying(
                        Queries.Answer.Ok.class,
                        answer ->
                                assertThat(answer.body().path("optimizers"))
                                        .filteredOn(o -> o.path("needs").has("variables"))
                                        .extracting(o -> o.path("name").asString())
                                        .containsExactlyInAnyOrder(
                                                Arrays.stream(Sampler.values())
                                                        .map(Sampler::text)
                                                        .toArray(String[]::new)));
    }
}
