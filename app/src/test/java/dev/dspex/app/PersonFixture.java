package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.CanvasPlaces;
import dev.dspex.app.canvas.CanvasView;
import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.event.RunStatus;
import dev.dspex.program.Ends;
import dev.dspex.program.Note;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;

import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Map;
import java.util.Objects;

/** A person at the window, with nothing but mouse and keys. */
abstract class PersonFixture extends WindowFixture {
    private static final int TURNS = 60;
    private static final int TYPED = 4;
    private static final double ASIDE = 60;

    /** Presses what is seen of a node. */
    void press(String selector) {
        waitFor(() -> find(selector) != null && OnFx.call(() -> !there(selector).isDisabled()));
        reach(there(selector));
        click(robot.point(there(selector)).query());
    }

    /** Clicks at a place of the screen. From aside: two clicks soon after each other are two. */
    void click(Point2D place) {
        go(place.add(ASIDE, ASIDE));
        go(place);
        robot.clickOn(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /**
     * At once: the robot's own way has two hundred steps, each of which the whole window follows.
     */
    void go(Point2D place) {
        robot.robotContext().getMouseRobot().move(place);
    }

    /** Turns the wheel until a node is seen. */
    private void reach(Node node) {
        var pane = OnFx.call(() -> scrollPane(node));
        if (pane == null) return;
        for (var turns = 0; turns < TURNS; turns++) {
            var off = OnFx.call(() -> off(node, pane));
            if (off == 0) return;
            go(OnFx.call(() -> middle(pane)));
            robot.scroll(1, off > 0 ? VerticalDirection.DOWN : VerticalDirection.UP);
            WaitForAsyncUtils.waitForFxEvents();
        }
    }

    /** How far the node is below what is seen of its pane; negative above it. */
    private static double off(Node node, ScrollPane pane) {
        var seen = pane.localToScene(pane.getLayoutBounds());
        var at = node.localToScene(node.getLayoutBounds());
        if (at.getHeight() > seen.getHeight()) return 0;
        if (at.getMaxY() > seen.getMaxY()) return at.getMaxY() - seen.getMaxY();
        return Math.min(0, at.getMinY() - seen.getMinY());
    }

    private static Point2D middle(Node node) {
        var at = node.localToScreen(node.getLayoutBounds());
        return new Point2D(at.getCenterX(), at.getCenterY());
    }

    private static @Nullable ScrollPane scrollPane(Node node) {
        Node at = node.getParent();
        while (at != null && !(at instanceof ScrollPane)) at = at.getParent();
        return (ScrollPane) at;
    }

    /** Types into a field in place of what is there. */
    void fill(String selector, String words) {
        press(selector);
        waitFor(() -> OnFx.call(() -> there(selector).isFocused()));
        retype(words);
        assertThat(OnFx.call(() -> ((TextInputControl) there(selector)).getText()))
                .isEqualTo(words);
    }

    /** Types in place of what is in the field that has the keyboard; pastes what is long. */
    void retype(String words) {
        robot.push(KeyCode.CONTROL, KeyCode.A);
        if (words.length() > TYPED) paste(words);
        else robot.write(words);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void paste(String words) {
        OnFx.run(
                () ->
                        Clipboard.getSystemClipboard()
                                .setContent(Map.of(DataFormat.PLAIN_TEXT, words)));
        robot.push(KeyCode.CONTROL, KeyCode.V);
    }

    void push(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void drag(Point2D from, Point2D to) {
        go(from);
        robot.press(MouseButton.PRIMARY).moveBy(8, 0);
        go(from.midpoint(to));
        go(to);
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    CanvasView canvas() {
        return OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
    }

    Point2D port(String box, String field) {
        return CanvasPlaces.port(canvas(), box, field);
    }

    Point2D middle(String box) {
        return CanvasPlaces.middle(canvas(), box);
    }

    Point2D header(String box) {
        return CanvasPlaces.header(canvas(), box);
    }

    Node focused() {
        return Objects.requireNonNull(stage.getScene().getFocusOwner());
    }

    ProjectSession project() {
        return Objects.requireNonNull(OnFx.call(bench::project));
    }

    ProgramDocument document() {
        var project = project().project();
        return project.documents().get(project.main()).orElseThrow().document();
    }

    /** Until the one run that was started has ended well. */
    void runEnds() {
        var runs = project().runs();
        waitFor(() -> OnFx.call(() -> runs.run.status() == RunStatus.FINISHED));
    }

    /** Without the places where things stand. */
    static Program placeless(Program program) {
        return program.withNodes(
                        program.nodes().stream()
                                .map(n -> n.withHead(n.head().movedTo(null)))
                                .toList())
                .withNotes(program.notes().stream().map(n -> new Note(n.text(), null)).toList())
                .withEnds(Ends.NOWHERE);
    }
}
