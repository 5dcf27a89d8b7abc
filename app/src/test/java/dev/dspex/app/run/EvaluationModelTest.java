package dev.dspex.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.run.EvaluationModel.Row;
import dev.dspex.app.run.EvaluationModel.Verdict;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent;

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
