package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Node;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Collapsing into a sub-program, opening it, and the way back. */
class CanvasLevelsTest extends CanvasFixture {
    @Test
    void selectedNodesBecomeOneThatOpensAndLeadsBack() {
        open(TriageProgram.make());
        var before = document.program();
        collapse("investigate", "draft");
        assertThat(document.program().nodes())
                .extracting(Node::id)
                .containsExactlyInAnyOrder("classify", "steps");
        assertThat(document.undoName()).contains("Collapse into a sub-program");
        robot.moveTo(header("steps")).doubleClickOn(MouseButton.PRIMARY);
        assertThat(view.model().path()).containsExactly("steps");
        assertThat(view.model().boxes())
                .extracting(Box::id)
                .containsExactly("input", "investigate", "draft", "output");
        robot.clickOn("#level-0");
        assertThat(view.model().path()).isEmpty();
        assertThat(view.model().selection().boxes()).containsExactly("steps");
        OnFx.run(() -> view.editor().orElseThrow().expand());
        assertThat(document.program().links()).containsExactlyInAnyOrderElementsOf(before.links());
        OnFx.run(document::undo);
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(before);
    }

    @Test
    void editsWithinAreStepsOfTheWholeAndUndoLeadsOutOfWhatIsGone() {
        open(TriageProgram.make());
        collapse("investigate", "draft");
        OnFx.run(() -> view.editor().orElseThrow().enter("steps"));
        robot.clickOn(header("draft"));
        type(KeyCode.DELETE);
        assertThat(document.undoName()).contains("Delete a node");
        assertThat(view.model().box("draft")).isEmpty();
        OnFx.run(document::undo);
        assertThat(view.model().box("draft")).isPresent();
        assertThat(view.model().path()).containsExactly("steps");
        OnFx.run(document::undo);
        assertThat(view.model().path()).isEmpty();
        assertThat(view.model().box("draft")).isPresent();
    }

    @Test
    void aNodeBetweenThemIsNamed() {
        open(TriageProgram.make());
        collapse("classify", "draft");
        assertThat(document.undoName()).isEmpty();
        var told = OnFx.call(() -> (Label) view.lookup("#told"));
        assertThat(told.isVisible()).isTrue();
        assertThat(told.getText()).startsWith("Investigate stands between");
        robot.clickOn(header("classify"));
        assertThat(told.isVisible()).isFalse();
    }

    @Test
    void whatARunSaysIsShownAtItsOwnLevel() {
        open(TriageProgram.make());
        collapse("investigate", "draft");
        OnFx.run(
                () -> {
                    view.model().setState("steps", RunState.RUNNING);
                    view.model().setState("steps.draft", RunState.OK);
                });
        assertThat(view.model().status("steps").state()).isEqualTo(RunState.RUNNING);
        OnFx.run(() -> view.editor().orElseThrow().enter("steps"));
        assertThat(view.model().status("draft").state()).isEqualTo(RunState.OK);
        assertThat(view.model().status("investigate").state()).isEqualTo(RunState.IDLE);
    }

    private void collapse(String... ids) {
        OnFx.run(
                () -> {
                    view.model().selection().only(List.of(ids));
                    view.collapse();
                });
    }
}
