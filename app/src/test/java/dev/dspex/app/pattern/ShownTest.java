package dev.dspex.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class ShownTest {
    private static Shown shown(Told told) {
        var shown = new Shown(told.model(), Told.NODE);
        shown.refresh();
        return shown;
    }

    private static Thought thought(Shown shown, int number) {
        return shown.tree().thought(number).orElseThrow();
    }

    @Test
    void thoughtsStandBelowWhatTheyGoOnFrom() {
        var tree = shown(Told.solving()).tree();

        assertThat(tree.levels()).extracting(List::size).containsExactly(4, 5, 2);
        assertThat(tree.thought(5))
                .hasValueSatisfying(
                        one -> {
                            assertThat(one.parent()).isEqualTo(1);
                            assertThat(one.depth()).isEqualTo(2);
                            assertThat(one.standing()).isEqualTo(Standing.KEPT);
                        });
    }

    @Test
    void anOpenThoughtIsAskedAboutOrWaits() {
        var shown = shown(Told.solving());

        assertThat(thought(shown, 10).standing()).isEqualTo(Standing.ASKED);
        assertThat(thought(shown, 11).standing()).isEqualTo(Standing.WAITING);
        assertThat(thought(shown, 10).asked())
                .singleElement()
                .satisfies(one -> assertThat(one.said()).startsWith("4 times 6"));
    }

    @Test
    void whatABranchCostIsThatOfAllItsThoughts() {
        var shown = shown(Told.solving());

        assertThat(thought(shown, 1).spent().calls()).isEqualTo(1);
        assertThat(thought(shown, 1).branch().calls()).isEqualTo(4);
        assertThat(thought(shown, 1).branch().tokens()).isEqualTo(150);
        assertThat(shown.call().orElseThrow().calls()).isEqualTo(11);
    }

    @Test
    void theBestPathSoFarLeadsToTheDeepestAndBest() {
        assertThat(shown(Told.solving()).tree().thoughts().stream().filter(Thought::onPath))
                .extracting(Thought::number)
                .containsExactly(1, 5);
    }

    @Test
    void momentsGoThroughWhatWasTold() {
        var shown = shown(Told.solving());
        assertThat(shown.newest()).isTrue();

        shown.goTo(0);
        assertThat(shown.tree().thoughts()).isEmpty();
        shown.goTo(1);
        assertThat(shown.tree().thoughts()).extracting(Thought::number).containsExactly(1);
        assertThat(thought(shown, 1).standing()).isEqualTo(Standing.WAITING);
        shown.goTo(Integer.MAX_VALUE);
        assertThat(shown.tree().thoughts()).hasSize(11);
    }

    @Test
    void aMomentStaysWhereItIsWhileMoreIsTold() {
        var told = Told.solving();
        var model = told.model();
        var shown = new Shown(model, Told.NODE);
        model.watch(shown::refresh);
        shown.refresh();
        shown.goTo(3);

        told.step(12, 7, "6 - 4 = 2", "open", null, "");
        model.accept(told.events());

        assertThat(shown.moment()).isEqualTo(3);
        shown.goTo(shown.moments());
        told.step(13, 7, "6 + 4 = 10", "open", null, "");
        model.accept(told.events());
        assertThat(shown.tree().thoughts()).hasSize(13);
    }

    @Test
    void thoughtsThatNobodyDecidedAreStoppedWithTheRun() {
        var told = Told.solving();
        told.finish("null");

        assertThat(thought(shown(told), 11).standing()).isEqualTo(Standing.STOPPED);
    }

    @Test
    void attemptsAreAChainAndBallotsAreSiblings() {
        assertThat(shown(Told.correcting()).tree().levels())
                .extracting(List::size)
                .containsExactly(1, 1);
        assertThat(shown(Told.voting()).tree().levels()).extracting(List::size).containsExactly(3);
    }

    @Test
    void anotherRunBeginsAtItsNewest() {
        var model = Told.solving().model();
        var shown = new Shown(model, Told.NODE);
        shown.refresh();
        shown.goTo(2);
        shown.select(1);

        model.show("another");
        shown.refresh();

        assertThat(shown.call()).isEmpty();
        assertThat(shown.selected()).isEmpty();
        assertThat(shown.newest()).isTrue();
    }

    @Test
    void theNextThoughtIsTheNextThatWasMade() {
        var shown = shown(Told.solving());
        shown.walk(1);
        assertThat(shown.selected()).map(Thought::number).hasValue(1);
        shown.walk(1);
        assertThat(shown.selected()).map(Thought::number).hasValue(2);
        shown.walk(-5);
        assertThat(shown.selected()).map(Thought::number).hasValue(1);
    }
}
