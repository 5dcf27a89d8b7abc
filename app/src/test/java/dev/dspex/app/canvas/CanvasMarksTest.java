package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Frame;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.Size;
import dev.dspex.program.Tint;

import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;
import java.util.Objects;

/** Notes and frames by mouse and keys. */
class CanvasMarksTest extends CanvasFixture {
    private static final Size SIZE = new Size(320, 240);

    @Test
    void aNewNoteIsWrittenOnAtOnce() {
        open(TriageProgram.make().withNotes(List.of()));
        robot.moveTo(OnFx.call(() -> view.localToScreen(500, 640)))
                .doubleClickOn(MouseButton.PRIMARY);
        robot.write("note");
        type(KeyCode.ENTER);
        robot.write("Why this is so");
        robot.press(KeyCode.CONTROL).type(KeyCode.ENTER).release(KeyCode.CONTROL);
        assertThat(document.program().notes())
                .extracting(Note::text)
                .containsExactly("Why this is so");
        assertThat(document.undoName()).contains("Write a note or title");
        OnFx.run(document::undo);
        assertThat(document.program().notes()).extracting(Note::text).containsExactly("");
        assertThat(document.undoName()).contains("Add Note");
    }

    @Test
    void escapeLeavesANoteAsItWas() {
        open(with(new Note("as it was", new Point(0, 400))));
        select("note:0");
        type(KeyCode.F2);
        robot.write("other words");
        type(KeyCode.ESCAPE);
        assertThat(document.program().notes().getFirst().text()).isEqualTo("as it was");
        assertThat(document.undoName()).isEmpty();
    }

    @Test
    void aNoteIsDraggedColouredAndDeleted() {
        open(with(new Note("words", new Point(0, 400))));
        drag(at("note:0", 20, 10), at("note:0", 100, 50));
        assertThat(document.program().notes().getFirst().at()).isNotEqualTo(new Point(0, 400));
        assertThat(document.undoName()).contains("Move a note");
        OnFx.run(() -> ((ButtonBase) view.lookup("#tint-purple")).fire());
        assertThat(document.program().notes().getFirst().color()).isEqualTo(Tint.PURPLE);
        assertThat(document.undoName()).contains("Change the colour");
        focusGraph();
        type(KeyCode.DELETE);
        assertThat(document.program().notes()).isEmpty();
        assertThat(document.undoName()).contains("Delete a note");
        OnFx.run(document::undo);
        OnFx.run(document::undo);
        OnFx.run(document::undo);
        assertThat(document.program().notes())
                .containsExactly(new Note("words", new Point(0, 400)));
    }

    @Test
    void aFrameTakesWhatLiesInItAlong() {
        var program = framed();
        open(program);
        var inside = program.node("classify").orElseThrow().at();
        drag(at("frame:0", 100, 10), at("frame:0", 164, 42));
        var moved = document.program();
        assertThat(moved.frames().getFirst().at()).isNotEqualTo(program.frames().getFirst().at());
        assertThat(moved.node("classify").orElseThrow().at()).isNotEqualTo(inside);
        assertThat(moved.node("draft").orElseThrow().at())
                .isEqualTo(program.node("draft").orElseThrow().at());
        assertThat(document.undoName()).contains("Move a frame");
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(program);
    }

    @Test
    void aFrameIsDrawnLargerByItsCorner() {
        open(framed());
        var size = document.program().frames().getFirst().size();
        var corner = at("frame:0", size.width() - 4, size.height() - 4);
        drag(corner, corner.add(40, 24));
        var larger = document.program().frames().getFirst().size();
        assertThat(larger.width()).isGreaterThan(size.width());
        assertThat(larger.height()).isGreaterThan(size.height());
        assertThat(document.undoName()).contains("Resize a frame");
    }

    @Test
    void aNoteIsDrawnLargerByItsCornerAndHoldsItsWords() {
        open(with(new Note("words ".repeat(40), new Point(0, 400))));
        var area = OnFx.call(() -> view.model().area("note:0").orElseThrow());
        var corner = at("note:0", area.getWidth() - 4, area.getHeight() - 4);
        drag(corner, corner.add(60, 40));
        var larger = Objects.requireNonNull(document.program().notes().getFirst().size());
        assertThat(larger.width()).isGreaterThan(area.getWidth());
        assertThat(document.undoName()).contains("Resize a note");

        var now = OnFx.call(() -> view.model().area("note:0").orElseThrow());
        corner = at("note:0", now.getWidth() - 4, now.getHeight() - 4);
        drag(corner, corner.add(-900, -900));
        var least = OnFx.call(() -> view.model().area("note:0").orElseThrow());
        assertThat(least.getWidth()).isLessThan(area.getWidth());
        assertThat(least.getHeight()).isGreaterThan(area.getHeight());
        OnFx.run(document::undo);
        OnFx.run(document::undo);
        assertThat(document.program().notes().getFirst().size()).isNull();
    }

    @Test
    void keysSizeNotesAndFramesAsOneStep() {
        open(framed());
        var before = document.program();
        var size = before.frames().getFirst().size();
        select("frame:0");
        focusGraph();
        for (var i = 0; i < 3; i++) push(KeyCode.RIGHT);
        push(KeyCode.DOWN);
        var now = document.program().frames().getFirst();
        assertThat(now.size().width()).isEqualTo(size.width() + 24);
        assertThat(now.size().height()).isEqualTo(size.height() + 8);
        OnFx.run(document::undo);
        assertThat(document.program()).isEqualTo(before);
    }

    @Test
    void aPressInsideAFrameSelectsByRectangle() {
        open(framed());
        var before = document.program();
        drag(at("frame:0", 12, 200), at("frame:0", 60, 210));
        assertThat(document.program()).isEqualTo(before);
    }

    @Test
    void aFrameIsRenamedByDoubleClick() {
        open(framed());
        robot.moveTo(at("frame:0", 100, 10)).doubleClickOn(MouseButton.PRIMARY);
        robot.write("Understand");
        type(KeyCode.ENTER);
        assertThat(document.program().frames().getFirst().text()).isEqualTo("Understand");
    }

    /** With Ctrl and Shift. */
    private void push(KeyCode key) {
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, key);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** A frame around the first node. */
    private static Program framed() {
        var program = TriageProgram.make().withNotes(List.of());
        var model = new CanvasModel(program);
        var at = model.bounds(model.box("classify").orElseThrow());
        var place = new Point(at.getMinX() - 32, at.getMinY() - 48);
        return program.withFrames(List.of(new Frame("Read", null, place, SIZE)));
    }

    private static Program with(Note note) {
        return TriageProgram.make().withNotes(List.of(note));
    }

    private void select(String id) {
        OnFx.run(() -> view.model().selection().only(List.of(id)));
        focusGraph();
    }

    private Point2D at(String id, double dx, double dy) {
        return OnFx.call(
                () -> {
                    var area = view.model().area(id).orElseThrow();
                    return screen(new Point2D(area.getMinX() + dx, area.getMinY() + dy));
                });
    }
}
