package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.run.EvaluationModel.Row;
import dev.dspex.app.run.EvaluationModel.Verdict;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationModelTest {
    private final EvaluationModel model = new EvaluationModel();

    @Test
    void theMeanOfTheRowsIsTheScoreOfTheWorker() {
        var events = Recorded.events("evaluate");
        model.show(events.getFirst().run());
        model.accept(events);
        var result =
                events.stream()
                        .filter(e -> e.event() instanceof RunEvent.Result)
                        .map(e -> (RunEvent.Result) e.event())
                        .findFirst()
                        .orElseThrow();

        assertThat(model.mean())
                .isCloseTo(result.body().path("score").asDouble(), Offset.offset(1e-9));
        assertThat(model.done()).isEqualTo(40);
        assertThat(model.total()).isEqualTo(40);
        assertThat(model.running().getLast()).isCloseTo(model.mean(), Offset.offset(1e-9));
        assertThat(model.halfInterval()).isBetween(0.01, 0.2);
        assertThat(model.metric()).isEqualTo("fields");
    }

    @Test
    void aRowThatNobodyRatedCountsNeitherWay() {
        var events = Recorded.events("evaluate");
        model.show(events.getFirst().run());
        model.accept(
                events.stream()
                        .map(
                                e ->
                                        e.event() instanceof RunEvent.Metric m
                                                        && m.score() != null
                                                        && m.score() < 1
                                                ? unrated(e, m)
                                                : e)
                        .toList());

        assertThat(model.unrated()).isPositive();
        assertThat(model.counted()).isEqualTo(40 - model.unrated());
        assertThat(model.count(Verdict.UNRATED)).isEqualTo(model.unrated());
        assertThat(model.mean()).isEqualTo(1);
        assertThat(model.running()).hasSize(model.counted()).containsOnly(1.0);
        assertThat(model.errors()).isZero();
    }

    private static Stamped unrated(Stamped told, RunEvent.Metric m) {
        return new Stamped(
                told.run(),
                told.seq(),
                told.wall(),
                told.mono(),
                told.worker(),
                new RunEvent.Metric(
                        m.candidate(),
                        m.split(),
                        m.row(),
                        null,
                        m.outputs(),
                        m.expected(),
                        "Nobody has rated this answer yet.",
                        null,
                        m.seconds(),
                        m.call()));
    }

    @Test
    void anAnswerHasTheInputsThatItWasGivenTo() {
        var events = Recorded.events("evaluate");
        model.show(events.getFirst().run());
        model.accept(events);

        assertThat(model.rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.isAnswered()).isTrue();
                            assertThat(row.inputs().isEmpty()).isFalse();
                        });
    }

    @Test
    void wrongRowsStandFirstAndErrorsBeforeThem() {
        var events = Recorded.events("evaluate");
        model.show(events.getFirst().run());
        model.accept(events);

        assertThat(model.rows()).extracting(Row::verdict).isSorted();
        assertThat(model.rows().getFirst().verdict()).isEqualTo(Verdict.WRONG);
        assertThat(
                        model.count(Verdict.RIGHT)
                                + model.count(Verdict.PART)
                                + model.count(Verdict.WRONG))
                .isEqualTo(40);
    }

    @Test
    void aRowWithAnErrorCountsNothingAndIsNoWrongAnswer() {
        var events = Recorded.golden();
        model.show(events.getFirst().run());
        model.accept(events);

        assertThat(model.errors()).isEqualTo(1);
        assertThat(model.count(Verdict.WRONG)).isZero();
        assertThat(model.mean()).isZero();
        assertThat(model.total()).isEqualTo(60);
    }
}
