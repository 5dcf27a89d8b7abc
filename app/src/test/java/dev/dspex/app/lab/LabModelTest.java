package dev.dspex.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.app.testing.Recorded;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamPlan;

import org.junit.jupiter.api.Test;

import java.util.List;

class LabModelTest {
    private final LabModel model = new LabModel();

    @Test
    void eachLaneHasItsOwnTextAndStateHoweverTheyAreMixed() {
        open(story().events());

        var lanes = model.board().lanes();
        assertThat(lanes).extracting(LabLane::id).containsExactly("A", "B");
        assertThat(lanes.getFirst().text().text()).isEqualTo("reply\nDear Ms Haller");
        assertThat(lanes.getFirst().state()).isEqualTo(LaneState.WON);
        assertThat(lanes.getLast().text().text())
                .isEqualTo("reply\nso sorry so sorry\n\n\nreply\nI looked");
        assertThat(lanes.getLast().state()).isEqualTo(LaneState.LOST);
    }

    @Test
    void aRuleLeavesACardAMarkAndWhatItSaved() {
        open(story().events());
        var lane = model.board().lanes().getLast();

        var cards = cards(lane);
        assertThat(cards).extracting(Card::kind).startsWith(Card.Kind.CUT, Card.Kind.SWITCHED);
        assertThat(cards.getFirst().title()).contains("2");
        assertThat(cards.getFirst().detail()).contains("0.42").contains("0.25").contains("190");
        assertThat(lane.text().marks()).hasSize(1);
        assertThat(lane.firings()).extracting(LabLane.Firing::rule).startsWith("repetition");
        assertThat(lane.usage().savedTokens()).isEqualTo(190);
        assertThat(model.board().fired("repetition")).isEqualTo(1);
    }

    @Test
    void costAndTokensAreThoseOfTheCallsOfTheLane() {
        open(story().events());

        var usage = model.board().lanes().getFirst().usage();
        assertThat(usage.tokens()).isEqualTo(104);
        assertThat(usage.usd()).isEqualTo(0.0005);
        assertThat(usage.firstLetter()).isCloseTo(0.3, within(0.001));
        assertThat(model.board().lanes().getLast().usage().usd()).isNull();
    }

    @Test
    void theMergedAnswerSaysWhoWonAndWhatWasSaved() {
        open(story().events());

        var merged = model.board().merged().orElseThrow();
        assertThat(merged.winner()).isEqualTo("A");
        assertThat(merged.lanes()).extracting(Merged.Part::score).containsExactly(0.86, 0.61);
        assertThat(merged.savedTokens()).isEqualTo(380);
        assertThat(merged.savedUsd()).isEqualTo(0.0004);
    }

    @Test
    void aRecordingShowsWhatWasThereAtAnySecond() {
        open(story().events());
        assertThat(model.playable()).isTrue();
        assertThat(model.length()).isCloseTo(1.7, within(0.001));

        int turns = model.turns();
        model.seek(0.45);

        assertThat(model.turns()).isGreaterThan(turns);
        assertThat(model.board().lanes().getFirst().text().text()).isEqualTo("reply\nDear ");
        assertThat(model.board().status()).isNull();
        assertThat(model.running()).isFalse();

        model.seek(model.length());

        assertThat(model.board().status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void itPlaysAtTheSpeedThatIsChosenToItsEnd() {
        open(story().events());
        model.setSpeed(2);
        model.play();

        assertThat(model.position()).isZero();
        assertThat(model.playing()).isTrue();
        model.advance(0.25);
        assertThat(model.position()).isCloseTo(0.5, within(1e-9));
        model.advance(10);

        assertThat(model.playing()).isFalse();
        assertThat(model.board().merged()).isPresent();
    }

    @Test
    void atOnceShowsTheEndWithoutPlaying() {
        open(story().events());
        model.seek(0);
        model.setSpeed(Double.POSITIVE_INFINITY);
        model.play();

        assertThat(model.playing()).isFalse();
        assertThat(model.board().status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void aRunThatGoesOnIsNotPlayed() {
        var events = story().events();
        open(events.subList(0, 5));

        assertThat(model.running()).isTrue();
        assertThat(model.playable()).isFalse();
        model.seek(0);
        assertThat(model.board().lanes().getFirst().text().length()).isPositive();
    }

    @Test
    void placesOfTheTextBelongToSeconds() {
        open(story().events());
        var lane = model.board().lanes().getFirst();

        assertThat(lane.placeAt(0.1)).isZero();
        assertThat(lane.placeAt(0.6)).isEqualTo("reply\nDear ".length());
        assertThat(lane.placeAt(9)).isEqualTo("reply\nDear Ms Haller".length());
    }

    @Test
    void everyGoldenEventIsTaken() {
        open(Recorded.golden());

        assertThat(model.board().lanes()).isNotEmpty();
    }

    private static List<Card> cards(LabLane lane) {
        return lane.text().between(0, lane.text().length()).stream()
                .filter(LaneText.Stretch.Note.class::isInstance)
                .map(stretch -> ((LaneText.Stretch.Note) stretch).card())
                .toList();
    }

    private void open(List<Stamped> events) {
        model.show(events.getFirst().run());
        model.accept(events);
    }

    private static StreamPlan two() {
        return LabScript.plan(2, Pick.BEST_OF);
    }

    private static LabScript story() {
        return new LabScript(two())
                .after(0.1)
                .lane("A", LaneState.RUNNING, "ChainOfThought", 1, "")
                .lane("B", LaneState.RUNNING, "Predict", 1, "")
                .after(0.3)
                .token("A", "a1", "Dear ")
                .metrics("A", "a1", 1, 0.02, true, 0.5)
                .token("B", "b1", "so sorry ")
                .after(0.2)
                .token("A", "a1", "Ms Haller")
                .token("B", "b1", "so sorry")
                .metrics("B", "b1", 4, 0.42, true, null)
                .fired("B", "b1", "repetition", "repetition", 0.42)
                .lane("B", LaneState.SWITCHED, "ReAct", 2, "")
                .after(0.5)
                .metrics("A", "a1", 3, 0.02, true, 0.86)
                .token("B", "b2", "I looked")
                .ended("A", "a1", 104)
                .after(0.5)
                .lane("A", LaneState.WON, "ChainOfThought", 1, "")
                .lane("B", LaneState.LOST, "ReAct", 2, "")
                .result("A", "Best score 0.86.")
                .after(0.1)
                .finished();
    }
}
