package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.compare.BlindModel;
import dev.dspex.app.compare.BlindModel.Side;
import dev.dspex.app.compare.BlindView;
import dev.dspex.app.compare.Choosing;
import dev.dspex.judgement.AnswerPair;
import dev.dspex.judgement.AnswerPairs;
import dev.dspex.judgement.Choice;
import dev.dspex.judgement.Judgement.Origin;
import dev.dspex.judgement.Judgements;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A person chooses between answers without knowing whose they are. */
class BlindViewTest extends LiveViews {
    private final Own choosing = new Own();

    @Test
    void keysChooseAndTheResultGivesTheNamesAway() throws Exception {
        var view = openPairs(4);
        assertThat(texts()).contains("Left answer", "Right answer", "0 of 4 judged");
        assertThat(String.join(" ", texts())).doesNotContain("Run 7").doesNotContain("Run 9");

        for (int row = 0; row < 2; row++) // row 0 stands straight, row 1 turned
        type(view, row == 0 ? KeyCode.DIGIT2 : KeyCode.DIGIT1);
        type(view, KeyCode.DIGIT0);
        type(view, KeyCode.S);

        assertThat(choosing.said).containsExactly("0 SECOND r9", "1 SECOND r9", "2 TIE r7");
        assertThat(texts()).contains("Run 9 was chosen on 83% of the rows, which may be chance");
        press("#blind-again");
        type(view, KeyCode.DIGIT2); // row 3 is turned
        assertThat(choosing.said).endsWith("3 FIRST r7");
        assertThat(robot.lookup("#blind-again").tryQuery()).isEmpty();
        assertThat(String.join(" ", texts())).contains("won 63% of 4 judged rows");
    }

    @Test
    void aChoiceIsMadeAnewAndWhatWasChosenBeforeIsNotAsked() throws Exception {
        var view = openPairs(3);
        press("#blind-choose-left");
        type(view, KeyCode.BACK_SPACE);
        press("#blind-choose-right");
        assertThat(choosing.said).containsExactly("0 FIRST r7", "0 SECOND r9");

        var again =
                new BlindModel(
                        new Side("r7", "Run 7"), new Side("r9", "Run 9"), pairs(3), choosing);
        assertThat(again.current().orElseThrow().row()).isEqualTo("1");
        assertThat(again.preferences().second()).isEqualTo(1);
        assertThat(again.preferences().open()).isEqualTo(2);
    }

    @Test
    void nothingIsAskedWhereNothingDiffers() throws Exception {
        openPairs(0);

        assertThat(texts()).contains("There is nothing to choose between");
        assertThat(robot.lookup("#blind-result").queryButton().isDisabled()).isTrue();
    }

    private void type(BlindView view, KeyCode code) {
        robot.interact(() -> key(view, code));
    }

    private BlindView openPairs(int count) throws Exception {
        return open(
                () ->
                        new BlindView(
                                new BlindModel(
                                        new Side("r7", "Run 7"),
                                        new Side("r9", "Run 9"),
                                        pairs(count),
                                        choosing)));
    }

    private static AnswerPairs pairs(int count) {
        return new AnswerPairs(
                IntStream.range(0, count)
                        .mapToObj(
                                row ->
                                        new AnswerPair(
                                                String.valueOf(row),
                                                object("ticket", "Ticket " + row),
                                                object("urgency", "low"),
                                                object("urgency", "high"),
                                                row % 2 == 1))
                        .toList(),
                5,
                0);
    }

    private static ObjectNode object(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value);
    }

    /** Remembers what was said. */
    private static final class Own implements Choosing {
        private final List<String> said = new ArrayList<>();
        private Judgements judgements = Judgements.NONE;

        @Override
        public Judgements judgements() {
            return judgements;
        }

        @Override
        public void choose(AnswerPair pair, Choice choice, String run) {
            said.add(pair.row() + " " + choice + " " + run);
            judgements =
                    judgements.with(
                            pair.judged(choice, new Origin("ada", Instant.EPOCH, run, pair.row())));
        }
    }
}
