package dev.dspex.app.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.LostWorker;
import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.event.Stamped;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

class StudyModelTest {
    private final StudyModel model = new StudyModel();

    @Test
    void aRecordedStudyEndsWithItsResult() {
        open(Recorded.events("random-search"));
        var best = model.best().orElseThrow();

        assertThat(model.state()).isEqualTo(RunState.OK);
        assertThat(model.candidates()).hasSize(9);
        assertThat(best.status()).isEqualTo(CandidateStatus.BEST);
        assertThat(best.full()).isEqualTo(0.525);
        assertThat(Objects.requireNonNull(model.gain(best))).isCloseTo(0.3375, Offset.offset(1e-9));
        assertThat(Objects.requireNonNull(model.result()).accepted()).isTrue();
        assertThat(model.rows().counts().all()).isEqualTo(40);
    }

    @Test
    void theSeedIsTheIncumbentAndHasNoGain() {
        open(Recorded.events("gepa"));

        assertThat(model.incumbent()).isEqualTo(0.1875);
        assertThat(model.gain(Objects.requireNonNull(model.candidate("c0")))).isNull();
    }

    @Test
    void fullEvaluationsAndMinibatchesAreApart() {
        open(Recorded.events("gepa"));
        var data = ScoreUnit.CALLS.data(model).get();

        assertThat(data.full()).allSatisfy(point -> assertThat(point.rows()).isEqualTo(40));
        assertThat(data.minibatches()).allSatisfy(point -> assertThat(point.rows()).isLessThan(40));
        assertThat(data.full().size() + data.minibatches().size()).isEqualTo(68);
        assertThat(data.running()).isFalse();
    }

    @Test
    void eachUnitHasItsOwnX() {
        open(Recorded.events("gepa"));

        assertThat(ScoreUnit.CALLS.data(model).get().now()).isEqualTo(2010);
        assertThat(ScoreUnit.TOKENS.data(model).get().now()).isEqualTo(691_100 + 49_686);
        assertThat(ScoreUnit.MINUTES.data(model).get().now()).isBetween(0.01, 2.0);
    }

    @Test
    void whileItRunsTheFirstOfTheHighestScoresIsBest() {
        open(Recorded.events("gepa").subList(0, 80));

        assertThat(model.running()).isTrue();
        assertThat(model.phase()).isEqualTo(StudyModel.Phase.SEARCH);
        assertThat(model.best().orElseThrow().full())
                .isEqualTo(
                        model.candidates().stream()
                                .map(StudyCandidate::full)
                                .filter(Objects::nonNull)
                                .max(Double::compare)
                                .orElseThrow());
    }

    @Test
    void aReasonThatIsNotRepeatedStays() {
        open(Recorded.events("gepa"));

        assertThat(Objects.requireNonNull(model.candidate("c6")).reason())
                .isEqualTo("Kept: 0.438 on the validation rows.");
    }

    @Test
    void theCostOfACandidateIsThatOfItsRows() {
        open(Recorded.events("random-search"));
        double seed = Objects.requireNonNull(model.costs().tokensPerRow("c0"));
        double best = Objects.requireNonNull(model.costs().tokensPerRow("c1"));

        assertThat(best).isGreaterThan(seed);
        assertThat(model.costs().dollarsPer1000("c1")).as("the Practice LM is free").isNull();
    }

    @Test
    void everyGoldenEventIsTaken() {
        open(Recorded.golden());

        assertThat(model.candidates()).extracting(StudyCandidate::id).containsExactly("c3");
        assertThat(Objects.requireNonNull(model.cap()).usd()).isEqualTo(1.5);
        assertThat(model.front().dominators()).containsExactly("c3");
        assertThat(model.error()).isNotNull();
    }

    @Test
    void aSearchThatStartsAgainIsNotMixedWithTheLostOne() {
        var recorded = Recorded.events("random-search");
        open(recorded);
        var candidates = model.candidates();
        int trials = model.trials().size();
        var tokens = model.costs().tokensPerRow("c1");
        open(LostWorker.andAgain(recorded, "optimize", 400));

        assertThat(model.candidates()).isEqualTo(candidates);
        assertThat(model.trials()).hasSize(trials);
        assertThat(model.costs().tokensPerRow("c1")).isEqualTo(tokens);
        assertThat(model.rows().counts().all()).isEqualTo(40);
    }

    @Test
    void aLostWorkerIsSaidUntilTheSearchIsUnderWayAgain() {
        open(LostWorker.until(Recorded.events("random-search"), "optimize", 400));

        assertThat(model.candidates()).isNotEmpty();
        assertThat(model.running()).isTrue();
        assertThat(model.doing()).isEqualTo("It starts again.");
    }

    private void open(List<Stamped> events) {
        model.show(events.getFirst().run());
        model.accept(events);
    }
}
