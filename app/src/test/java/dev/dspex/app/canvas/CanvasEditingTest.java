package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Names;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

/** The canvas as a person edits on it, with mouse and keys. */
class CanvasEditingTest extends CanvasFixture {
    @Test
    void aDoubleClickOnEmptyGroundAddsWhatIsTyped() {
        open(Program.empty("any"));
        robot.moveTo(500, 300).doubleClickOn(MouseButton.PRIMARY);
        robot.write("think");
        type(KeyCode.ESCAPE);
        assertThat(document.program().nodes()).isEmpty();
        robot.doubleClickOn(MouseButton.PRIMARY);
        robot.write("chain");
        type(KeyCode.ENTER);
        assertThat(document.program().nodes())
                .extracting(n -> n.id())
                .containsExactly("chain_of_thought");
        assertThat(view.model().selection().boxes()).containsExactly("chain_of_thought");
        assertThat(document.undoName()).contains("Add ChainOfThought");
        OnFx.run(document::undo);
    }

    @Test
    void spaceAddsToo() {
        open(TriageProgram.make());
        focusGraph();
        type(KeyCode.SPACE);
        robot.write("predict");
        type(KeyCode.ENTER);
        assertThat(document.program().node("predict")).isPresent();
    }

    @Test
    void aWholeProgramIsBuiltByMouseAndUndone() {
        open(Program.empty("any"));
        robot.moveTo(400, 300).doubleClickOn(MouseButton.PRIMARY);
        robot.write("predict");
        type(KeyCode.ENTER);
        fit();
        drag(port("predict", "question"), middle(Names.INPUT));
        drag(port("predict", "answer"), middle(Names.OUTPUT));
        var built = document.program();
        assertThat(built.inputs()).extracting(Field::name).containsExactly("question");
        assertThat(built.outputs()).extracting(Field::name).containsExactly("answer");
        assertThat(built.links())
                .containsExactlyInAnyOrder(
                        link("input.question", "predict.question"),
                        link("predict.answer", "output.answer"));
        assertThat(document.problems()).isEmpty();
        while (OnFx.call(document::undo)) {
            // back to the empty page
        }
        assertThat(document.program()).isEqualTo(Program.empty("any"));
    }

    @Test
    void aLinkDroppedOnEmptyGroundOffersWhatFitsAndIsLinked() {
        open(TriageProgram.make());
        drag(port("classify", "urgency"), OnFx.call(() -> view.localToScreen(500, 640)));
        robot.write("predict");
        type(KeyCode.ENTER);
        var made = document.program().node("predict").orElseThrow();
        assertThat(made.inputs()).extracting(Field::name).containsExactly("urgency");
        assertThat(document.program().links())
                .contains(link("classify.urgency", "predict.urgency"));
        OnFx.run(document::undo);
        assertThat(document.program().node("predict")).isEmpty();
    }

    @Test
    void aMisfitSaysWhyAndChangesNothing() {
        var number = new Field("count", FieldType.Basic.INT);
        var program = TriageProgram.make().withOutputs(List.of(number));
        var kept =
                program.withLinks(
                        program.links().stream()
                                .filter(l -> !l.to().node().equals(Names.OUTPUT))
                                .toList());
        open(kept);
        robot.moveTo(port("draft", "reply"))
                .press(MouseButton.PRIMARY)
                .moveBy(20, 0)
                .moveTo(port(Names.OUTPUT, "count"));
        WaitForAsyncUtils.waitForFxEvents();
        var reason = (Label) view.lookup("#link-reason");
        assertThat(reason.isVisible()).isTrue();
        assertThat(reason.getText()).startsWith("str does not fit int.");
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(document.program()).isEqualTo(kept);
        assertThat(reason.isVisible()).isFalse();
        type(KeyCode.ESCAPE);
        assertThat(document.program()).isEqualTo(kept);
    }

    @Test
    void aMisfitIsFixedAtTheDropInOneStep() {
        var program = TriageProgram.make();
        var list = new Field("steps", new FieldType.ListOf(FieldType.Basic.STR));
        var changed = program.withOutputs(List.of(list)).withLinks(List.of());
        open(changed);
        drag(port("draft", "reply"), port(Names.OUTPUT, "steps"));
        assertThat(document.program()).isEqualTo(changed);
        type(KeyCode.ENTER);
        assertThat(document.program().node("lines")).isPresent();
        assertThat(document.program().links())
                .containsExactly(
                        link("draft.reply", "lines.reply"), link("lines.steps", "output.steps"));
        assertThat(document.undoName()).contains("Split into lines");
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(changed);
    }

    @Test
    void aLinkIsTakenOffItsTargetAndDroppedOnNothing() {
        open(TriageProgram.make());
        var link = document.program().links().getFirst();
        drag(
                port(link.to().node(), link.to().field()),
                OnFx.call(() -> view.localToScreen(500, 660)));
        assertThat(document.program().links()).doesNotContain(link);
        assertThat(document.undoName()).contains("Remove a link");
    }

    @Test
    void aRectangleSelectsAndADragMovesAllInOneStep() {
        open(TriageProgram.make());
        var before = document.program();
        robot.moveTo(OnFx.call(() -> view.localToScreen(6, 60)))
                .press(MouseButton.PRIMARY)
                .moveBy(10, 10)
                .moveTo(OnFx.call(() -> view.localToScreen(990, 520)))
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(view.model().selection().boxes()).contains("classify", "draft");
        var header = header("classify");
        drag(header, header.add(48, 32));
        assertThat(document.program()).isNotEqualTo(before);
        assertThat(document.undoName().orElseThrow()).startsWith("Move ");
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(before);
        assertThat(document.undoName()).isEmpty();
    }

    @Test
    void deleteCopyPasteAndDuplicateByKeys() {
        open(TriageProgram.make());
        robot.clickOn(header("draft"));
        OnFx.run(() -> view.editor().orElseThrow().duplicate());
        assertThat(document.program().node("draft_2")).isPresent();
        var text = OnFx.call(() -> view.editor().orElseThrow().copy().orElseThrow());
        type(KeyCode.DELETE);
        assertThat(document.program().node("draft_2")).isEmpty();
        OnFx.run(() -> view.editor().orElseThrow().paste(text, new Point2D(0, 400)));
        assertThat(document.program().node("draft_2")).isPresent();
        assertThat(OnFx.call(() -> view.editor().orElseThrow().paste("Hello", Point2D.ZERO)))
                .isFalse();
    }

    @Test
    void f2RenamesWhatIsSelected() {
        open(TriageProgram.make());
        robot.clickOn(header("classify"));
        type(KeyCode.F2);
        robot.write("Judge");
        type(KeyCode.ENTER);
        assertThat(document.program().node("classify").orElseThrow().title()).isEqualTo("Judge");
        assertThat(document.undoName()).contains("Rename");
    }

    @Test
    void controlAndArrowsMoveOnTheGridAsOneStep() {
        open(TriageProgram.make());
        robot.clickOn(header("classify"));
        var before = document.program();
        robot.press(KeyCode.CONTROL).type(KeyCode.RIGHT, 3).release(KeyCode.CONTROL);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(document.program()).isNotEqualTo(before);
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(before);
    }

    @Test
    void aClickOnALinkSelectsItAndDeleteRemovesIt() {
        open(TriageProgram.make());
        var link = link("classify.urgency", "output.urgency");
        OnFx.run(
                () ->
                        view.model().wires().stream()
                                .filter(w -> view.model().link(w).equals(link))
                                .findFirst()
                                .ifPresent(view.model().selection()::only));
        focusGraph();
        type(KeyCode.DELETE);
        assertThat(document.program().links()).doesNotContain(link);
    }
}
