package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.Fragment;
import dev.dspex.pattern.OwnPattern;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TreeCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;
import java.util.Set;

/** The palette beside a canvas: dragged from, double-clicked, typed into. */
class PaletteTest extends CanvasFixture {
    private static final int WIDTH = 232;

    private final AddOffer offer = new AddOffer();

    private void beside(Program program) {
        open(program);
        OnFx.run(
                () -> {
                    var scene = view.getScene();
                    var palette = new Palette(offer, view::add);
                    palette.setMinWidth(WIDTH);
                    scene.setRoot(new Pane());
                    scene.setRoot(new HBox(palette, view));
                    HBox.setHgrow(view, Priority.ALWAYS);
                });
        fit();
    }

    @Test
    void whatIsDraggedOntoTheCanvasIsAddedWhereItIsLetGo() {
        beside(Program.empty("any"));
        var to = OnFx.call(() -> graph().localToScreen(300, 200));
        drag(row("Predict"), to);
        assertThat(nodes()).containsExactly("predict");
        assertThat(document.undoName()).contains("Add Predict");
        var held = header("predict").subtract(to);
        assertThat(held.magnitude()).as("the pointer holds the box by its header").isLessThan(100);
        assertThat(OnFx.call(() -> view.lookup(".drop-ghost"))).isNull();
        drag(row("ReAct"), row("Predict"));
        assertThat(nodes()).as("let go elsewhere").containsExactly("predict");
    }

    @Test
    void aDoubleClickAndEnterAddBesideWhatIsThere() {
        beside(Program.empty("any"));
        robot.moveTo(row("Predict")).doubleClickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
        OnFx.run(() -> view.getScene().lookup("#palette-list").requestFocus());
        type(KeyCode.ENTER);
        assertThat(nodes()).containsExactly("predict", "predict_2");
        assertThat(header("predict").distance(header("predict_2"))).isGreaterThan(20);
    }

    @Test
    void theFilterFindsByNameAndByWhatItDoes() {
        beside(TriageProgram.make());
        robot.clickOn("#palette-filter").write("rout");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shown()).contains("Router").doesNotContain("ReAct");
        robot.write("xyz");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shown()).isEmpty();
    }

    @Test
    void anOwnPatternStandsInThePaletteOnceItIsKept() {
        beside(TriageProgram.make());
        assertThat(shown()).doesNotContain("Triage again");
        var program = TriageProgram.make();
        var part = Fragment.of(program, Set.of(program.nodes().getFirst().id()));
        var own = new OwnPattern("Triage again", "", "cube-outline", 1, part);
        OnFx.run(() -> offer.setOwn(List.of(own)));
        robot.clickOn("#palette-filter").write("triage again");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shown()).contains("Triage again");
    }

    private List<String> nodes() {
        return document.program().nodes().stream().map(n -> n.id()).toList();
    }

    private Node graph() {
        return view.lookup("#graph");
    }

    private List<String> shown() {
        return OnFx.call(
                () ->
                        view.getScene().getRoot().lookupAll("#palette-list .tree-cell").stream()
                                .map(PaletteCell.class::cast)
                                .filter(cell -> cell.addition().isPresent())
                                .map(cell -> cell.getItem().title())
                                .toList());
    }

    private Point2D row(String title) {
        return OnFx.call(
                () ->
                        view.getScene().getRoot().lookupAll("#palette-list .tree-cell").stream()
                                .map(TreeCell.class::cast)
                                .filter(
                                        cell ->
                                                cell.getItem() instanceof PaletteLine line
                                                        && line.title().equals(title)
                                                        && line.addition() != null)
                                .findFirst()
                                .map(cell -> cell.localToScreen(40, 12))
                                .orElseThrow());
    }
}
