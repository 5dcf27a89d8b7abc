package dev.dspex.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.optimize.Divergence.Finding;
import dev.dspex.optimize.Divergence.Sign;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DivergenceTest {
    private final Divergence divergence = new Divergence(20, 200);

    private List<Sign> signs(Stream<? extends RunEvent> events) {
        List<Sign> signs = new ArrayList<>();
        events.forEach(e -> divergence.saw(e).map(Finding::sign).ifPresent(signs::add));
        return signs;
    }

    private static RunEvent trial(int number, @Nullable Double score, @Nullable Double best) {
        String candidate = "c" + number;
        return new RunEvent.Trial(number, candidate, true, score, 9, best, 0, 0, 0, null);
    }

    private static RunEvent call(boolean cached) {
        return new RunEvent.LmEnded("l", List.of(), 9, 9, 0.0, cached, 0.1, null, 1, null);
    }

    private static RunEvent row(@Nullable Double score, @Nullable RunError error) {
        var none = JsonNodeFactory.instance.nullNode();
        return new RunEvent.Metric(
                "c1", "validation", "7", score, none, none, null, error, 0, null);
    }

    private static RunEvent.Status iteration(int number, long rows) {
        return new RunEvent.Status(
                "Iteration " + number + ": " + rows + " rows scored", rows, 150L);
    }

    @Test
    void aSearchThatGetsBetterNowAndThenIsLeftAlone() {
        assertThat(
                        signs(
                                IntStream.range(0, 400)
                                        .mapToObj(n -> trial(n, n / 500.0, (n / 19) * 19 / 500.0))))
                .isEmpty();
    }

    @Test
    void candidatesOfWhichNoneIsBetterAreToldOnce() {
        List<RunEvent> events = new ArrayList<>(List.of(trial(0, 0.5, 0.5)));
        IntStream.range(1, 60).forEach(n -> events.add(trial(n, 0.4, 0.5)));

        assertThat(signs(events.subList(0, 20).stream())).isEmpty();
        assertThat(divergence.saw(events.get(20)))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.sign()).isEqualTo(Sign.NO_IMPROVEMENT);
                            assertThat(found.why())
                                    .isEqualTo(
                                            "20 candidates in a row were not better than 0.500.");
                        });
        assertThat(signs(events.subList(21, 60).stream())).isEmpty();
    }

    @Test
    void minibatchesOfOneCandidateAreNotManyCandidates() {
        Stream<RunEvent> events =
                IntStream.range(0, 100)
                        .mapToObj(
                                n ->
                                        new RunEvent.Trial(
                                                n, "c1", false, 0.3, 3, 0.5, 0, 0, 0, null));
        assertThat(signs(Stream.concat(Stream.of(trial(0, 0.5, 0.5)), events))).isEmpty();
    }

    @Test
    void theBestCannotFall() {
        assertThat(signs(Stream.of(trial(1, 0.6, 0.6), trial(2, 0.5, 0.5), trial(3, 0.5, 0.5))))
                .containsExactly(Sign.BEST_FELL);
        RunEvent restarted = new RunEvent.JobStarted("j", "optimize", 9);
        assertThat(signs(Stream.of(trial(4, 0.9, 0.9), restarted, trial(1, 0.2, 0.2)))).isEmpty();
    }

    @Test
    void aScoreIsANumber() {
        RunError nan = RunError.of("metric_not_finite", "The metric returned nan.", "", "");
        RunError other = RunError.of("lm_server", "The LM failed.", "", "");
        assertThat(signs(Stream.of(row(0.5, null), row(null, other)))).isEmpty();
        assertThat(signs(Stream.of(row(null, nan)))).containsExactly(Sign.NON_FINITE);
        assertThat(signs(Stream.of(row(Double.NaN, null)))).containsExactly(Sign.NON_FINITE);
        assertThat(signs(Stream.of(trial(1, Double.POSITIVE_INFINITY, 0.5))))
                .containsExactly(Sign.NON_FINITE);
    }

    @Test
    void callsThatLeadToNoScoreAreTold() {
        assertThat(signs(Stream.generate(() -> call(true)).limit(500))).isEmpty();
        assertThat(signs(Stream.generate(() -> call(false)).limit(199))).isEmpty();
        assertThat(signs(Stream.of(row(0.1, null)))).isEmpty();
        assertThat(signs(Stream.generate(() -> call(false)).limit(500)))
                .containsExactly(Sign.NO_SCORES);
    }

    /** gepa#46: an optimizer that spins, its iterations rising, with nothing evaluated any more. */
    @Test
    void iterationsThatEvaluateNothingAreTold() {
        Stream<RunEvent> sound =
                IntStream.range(0, 40)
                        .boxed()
                        .flatMap(
                                n ->
                                        Stream.of(
                                                iteration(n, 3 * n),
                                                trial(n, 0.5 + n / 99.0, 0.5 + n / 99.0)));
        assertThat(signs(sound)).isEmpty();
        assertThat(signs(IntStream.range(40, 59).mapToObj(n -> iteration(n, 117)))).isEmpty();
        assertThat(divergence.saw(iteration(59, 117)))
                .hasValueSatisfying(
                        found -> {
                            assertThat(found.sign()).isEqualTo(Sign.NO_SCORES);
                            assertThat(found.why()).contains("20 steps", "Iteration 59: 117 rows");
                        });
    }

    @Test
    void aLongSearchMayExploreForHalfOfItsTrials() {
        Divergence patient = Divergence.of(100, 1);
        assertThat(patient.saw(trial(0, 0.5, 0.5))).isEmpty();
        assertThat(IntStream.range(1, 50).mapToObj(n -> patient.saw(trial(n, 0.1, 0.5))))
                .allMatch(java.util.Optional::isEmpty);
        assertThat(patient.saw(trial(50, 0.1, 0.5))).isPresent();
    }
}
