package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Field;
import dev.dspex.program.Node;
import dev.dspex.program.Program;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** The canvas without a mouse: building, moving about, finding. */
class CanvasKeyboardTest extends CanvasFixture {
    @Test
    void threeNodesAreBuiltAndWiredByKeysAlone() {
        open(Program.empty("any"));
        focusGraph();
        type(KeyCode.SPACE);
        robot.write("predict");
        type(KeyCode.ENTER);
        shiftL(); // into the node: only the program's own end can feed it
        type(KeyCode.ENTER);
        select("predict");
        type(KeyCode.L);
        type(KeyCode.SPACE); // out of it, to a node that does not exist yet
        robot.write("chain");
        type(KeyCode.ENTER);
        type(KeyCode.L);
        type(KeyCode.DOWN); // after the reasoning comes the answer
        assertThat(OnFx.call(() -> ((Label) view.lookup("#told")).getText()))
                .startsWith("Link from chain_of_thought");
        type(KeyCode.SPACE);
        robot.write("code");
        type(KeyCode.ENTER);
        type(KeyCode.L);
        type(KeyCode.UP); // the last choice is a new field of the output
        type(KeyCode.ENTER);
        var built = document.program();
        assertThat(built.nodes())
                .extracting(Node::id)
                .containsExactly("predict", "chain_of_thought", "code");
        assertThat(built.inputs()).extracting(Field::name).containsExactly("question");
        assertThat(built.outputs()).hasSize(1);
        assertThat(document.problems()).noneMatch(p -> p.isError());
        while (OnFx.call(document::undo)) {
            // back to the empty page
        }
        assertThat(document.program()).isEqualTo(Program.empty("any"));
    }

    @Test
    void escapeLeavesALinkUndrawn() {
        open(TriageProgram.make());
        select("draft");
        type(KeyCode.L);
        type(KeyCode.ESCAPE);
        assertThat(document.undoName()).isEmpty();
        assertThat(OnFx.call(() -> view.lookup("#told").isVisible())).isFalse();
        type(KeyCode.TAB);
        assertThat(view.model().selection().boxes()).doesNotContain("draft");
    }

    @Test
    void tabGoesThroughAllAndThenOn() {
        open(TriageProgram.make());
        focusGraph();
        var seen = new ArrayList<String>();
        for (var i = 0; i < 6; i++) {
            type(KeyCode.TAB);
            seen.add(view.model().selectedProperty().get());
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "input", "classify", "investigate", "draft", "output", "note:0");
        assertThat(OnFx.call(() -> view.lookup("#graph").isFocused())).isTrue();
        type(KeyCode.TAB);
        assertThat(OnFx.call(() -> view.lookup("#graph").isFocused())).isFalse();
    }

    @Test
    void tabAfterAClickOffersWhatCanFollowTheNode() {
        open(TriageProgram.make());
        robot.clickOn(CanvasPlaces.header(view, "draft"));
        type(KeyCode.TAB);
        assertThat(OnFx.call(() -> view.lookup("#quick-add-query").isFocused())).isTrue();
        type(KeyCode.ESCAPE);
        type(KeyCode.TAB); // no trap: the keyboard goes on now
        assertThat(OnFx.call(() -> view.lookup("#quick-add"))).isNull();
        assertThat(view.model().selection().boxes()).doesNotContain("draft");

        robot.clickOn(CanvasPlaces.header(view, "classify")); // not twice at one place
        type(KeyCode.TAB);
        robot.write("predict");
        type(KeyCode.ENTER);
        assertThat(document.program().nodes()).extracting(Node::id).contains("predict");
        assertThat(document.program().links())
                .anyMatch(
                        l -> l.from().node().equals("classify") && l.to().node().equals("predict"));
    }

    @Test
    void linksAreReachedAndRemovedByKeys() {
        open(TriageProgram.make());
        select("classify");
        type(KeyCode.K);
        var first = view.model().selection().wire();
        assertThat(first).isNotNull();
        assertThat(OnFx.call(() -> view.lookup("#graph").getAccessibleText()))
                .startsWith("Link from ");
        type(KeyCode.K);
        assertThat(view.model().selection().wire()).isNotEqualTo(first);
        var links = document.program().links().size();
        type(KeyCode.DELETE);
        assertThat(document.program().links()).hasSize(links - 1);
    }

    @Test
    void wordsAreFoundInTitlesFieldsInstructionsAndNotes() {
        open(TriageProgram.make());
        OnFx.run(view::find);
        robot.write("harm of waiting");
        type(KeyCode.ENTER);
        assertThat(view.model().selection().boxes()).containsExactly("classify");
        assertThat(count()).isEqualTo("1 of 1");
        OnFx.run(view::find);
        robot.write("findings");
        type(KeyCode.ENTER);
        var first = List.copyOf(view.model().selection().boxes());
        type(KeyCode.ENTER);
        assertThat(view.model().selection().boxes()).doesNotContainAnyElementsOf(first);
        robot.press(KeyCode.SHIFT).type(KeyCode.ENTER).release(KeyCode.SHIFT);
        assertThat(view.model().selection().boxes()).containsExactlyElementsOf(first);
        OnFx.run(view::find);
        robot.write("nowhere");
        assertThat(count()).isEqualTo("Not found");
        type(KeyCode.ESCAPE);
        assertThat(OnFx.call(() -> view.lookup("#graph").isFocused())).isTrue();
    }

    private String count() {
        return OnFx.call(() -> ((Label) view.lookup("#find-count")).getText());
    }

    private void select(String id) {
        OnFx.run(() -> view.model().selection().only(List.of(id)));
        focusGraph();
    }

    private void shiftL() {
        robot.press(KeyCode.SHIFT).type(KeyCode.L).release(KeyCode.SHIFT);
    }
}
