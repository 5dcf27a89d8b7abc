package dev.dspex.app.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

class LaneTextTest {
    private static final Card CARD = new Card(Card.Kind.CUT, "Cut", "Why", "r");

    private final LaneText text = new LaneText();

    @Test
    void piecesJoinAndACardCountsAsOneLetter() {
        text.write("one ");
        text.write("two");
        text.card(CARD);
        text.write("three");

        assertThat(text.length()).isEqualTo("one two\n".length() + 1 + "\nthree".length());
        assertThat(text.between(0, text.length()))
                .containsExactly(
                        new LaneText.Stretch.Words("one two\n", ""),
                        new LaneText.Stretch.Note(CARD),
                        new LaneText.Stretch.Words("\nthree", ""));
        assertThat(text.text()).isEqualTo("one two\n\nthree");
    }

    @Test
    void anyCutOfTheTextAddsUpToTheWhole() {
        text.heading("reasoning");
        text.write("a b c a b c");
        text.mark(12, 18);
        text.card(CARD);
        text.heading("reply");
        text.write("done");

        for (long cut = 0; cut <= text.length(); cut++)
            assertThat(words(text.between(0, cut)) + words(text.between(cut, text.length())))
                    .isEqualTo(words(text.between(0, text.length())));
    }

    @Test
    void whatARuleObjectedToIsMarked() {
        text.write("sorry for the delay and sorry for the delay");
        text.mark(text.lastWords(4), text.length());

        assertThat(text.between(0, text.length()))
                .containsExactly(
                        new LaneText.Stretch.Words("sorry for the delay and ", ""),
                        new LaneText.Stretch.Words("sorry for the delay", LaneText.REPEATED));
    }

    @Test
    void findsOnAndFromTheBeginningAgainWhateverTheCase() {
        text.write("Order one, order two");
        text.card(CARD);
        text.write("ORDER three");

        assertThat(text.find("order", 0)).isZero();
        assertThat(text.find("order", 1)).isEqualTo(11);
        assertThat(text.find("order", 12)).isEqualTo("Order one, order two\n".length() + 2);
        assertThat(text.find("order", 40)).isZero();
        assertThat(text.find("refund", 0)).isEqualTo(-1);
    }

    private static String words(List<LaneText.Stretch> stretches) {
        return stretches.stream()
                .map(
                        stretch ->
                                stretch instanceof LaneText.Stretch.Words(var words, _)
                                        ? words
                                        : "\ufffc")
                .collect(Collectors.joining());
    }
}
