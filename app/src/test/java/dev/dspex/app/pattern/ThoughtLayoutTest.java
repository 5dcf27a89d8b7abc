package dev.dspex.app.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;

import org.junit.jupiter.api.Test;

import java.util.Objects;

class ThoughtLayoutTest {
    private static final double WIDTH = 176;

    private static ThoughtLayout layout(Told told) {
        var call = told.model().of(Told.NODE).getFirst();
        return ThoughtLayout.of(ThoughtTree.of(call, call.moments()), WIDTH);
    }

    private static Rectangle2D card(ThoughtLayout layout, int number) {
        return Objects.requireNonNull(layout.cards().get(number));
    }

    @Test
    void aChainStandsStraightBelowItsInput() {
        var layout = layout(Told.correcting());

        assertThat(card(layout, 1).getMinX()).isEqualTo(card(layout, 0).getMinX());
        assertThat(card(layout, 2).getMinX()).isEqualTo(card(layout, 0).getMinX());
        assertThat(card(layout, 2).getMinY()).isGreaterThan(card(layout, 1).getMaxY());
    }

    @Test
    void siblingsStandAroundTheMiddleOfWhatTheyGoOnFrom() {
        var layout = layout(Told.voting());

        assertThat(card(layout, 2).getMinX()).isEqualTo(card(layout, 0).getMinX());
        assertThat(card(layout, 1).getMaxX() + ThoughtLayout.GAP)
                .isEqualTo(card(layout, 2).getMinX());
    }

    @Test
    void nothingOverlapsAmongFiveHundred() {
        var layout = layout(Told.large(500));

        assertThat(layout.cards()).hasSize(501);
        for (var level : layout.levels()) {
            var cards = level.stream().map(one -> card(layout, one.number())).toList();
            for (var one : cards)
                assertThat(cards).filteredOn(one::intersects).as("with itself only").hasSize(1);
        }
        assertThat(layout.cards().values()).allMatch(layout.extent()::contains);
    }

    @Test
    void manyOfALayerStandInRows() {
        var layout = layout(Told.large(40));

        assertThat(layout.extent().getWidth()).isLessThan(1600);
        assertThat(card(layout, 40).getMinY()).isGreaterThan(card(layout, 1).getMaxY());
    }
}
