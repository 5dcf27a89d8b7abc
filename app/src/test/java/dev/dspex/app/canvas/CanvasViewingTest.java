package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dspex.app.testing.OnFx;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Moving over the canvas, and choosing several things on it. */
class CanvasViewingTest extends CanvasFixture {
    @Test
    void theWheelPansAndWithControlItZoomsAtThePointer() {
        open(TriageProgram.make());
        var before = header("classify");
        scroll(new Point2D(300, 200), -40, false);
        at(before.add(0, -40));

        var zoom = zoom();
        var under = world(300, 200);
        scroll(new Point2D(300, 200), 40, true);
        assertThat(zoom()).isEqualTo(zoom * 1.1, within(1e-9));
        assertThat(world(300, 200).distance(under)).isLessThan(1.5);
    }

    @Test
    void theMiddleButtonAndSpacePan() {
        open(TriageProgram.make());
        var before = header("classify");
        robot.moveTo(empty()).press(MouseButton.MIDDLE).moveBy(30, 20).moveBy(30, 20);
        robot.release(MouseButton.MIDDLE);
        WaitForAsyncUtils.waitForFxEvents();
        at(before.add(60, 40));

        focusGraph();
        robot.moveTo(empty()).press(KeyCode.SPACE).press(MouseButton.PRIMARY).moveBy(-30, -20);
        robot.moveBy(-30, -20).release(MouseButton.PRIMARY).release(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        at(before);
        assertThat(OnFx.call(() -> view.lookup("#quick-add"))).isNull();
    }

    @Test
    void theViewFitsAllOrWhatIsSelectedOrIsShownAtFullSize() {
        open(TriageProgram.large(60));
        OnFx.run(view::actualSize);
        assertThat(zoom()).isEqualTo(1, within(1e-9));
        OnFx.run(view::zoomOut);
        assertThat(zoom()).isEqualTo(0.8, within(1e-9));
        OnFx.run(view::fit);
        settled(() -> visible("n0") && visible("n59"));
        var all = zoom();

        OnFx.run(() -> view.model().selection().only(List.of("n30", "n31")));
        OnFx.run(view::fitSelection);
        settled(() -> zoom() > all && visible("n30") && visible("n31") && !visible("n0"));
    }

    @Test
    void controlTakesNodesIntoTheSelectionAndOutOfIt() {
        open(TriageProgram.make());
        click("classify", false);
        click("draft", true);
        assertThat(selected()).containsExactlyInAnyOrder("classify", "draft");
        click("classify", true);
        assertThat(selected()).containsExactly("draft");
        click("investigate", false);
        assertThat(selected()).containsExactly("investigate");
    }

    private void at(Point2D place) {
        assertThat(header("classify").distance(place)).isLessThan(0.01);
    }

    /** As the mouse does; a robot's mouse knows nothing of its keys. */
    private void click(String box, boolean control) {
        var screen = header(box);
        OnFx.run(
                () -> {
                    for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
                        var at = graph().localToScene(graph().screenToLocal(screen));
                        graph().fireEvent(
                                        new MouseEvent(
                                                type,
                                                at.getX(),
                                                at.getY(),
                                                screen.getX(),
                                                screen.getY(),
                                                MouseButton.PRIMARY,
                                                1,
                                                false,
                                                control,
                                                false,
                                                false,
                                                type == MouseEvent.MOUSE_PRESSED,
                                                false,
                                                false,
                                                false,
                                                false,
                                                true,
                                                null));
                    }
                });
    }

    private void scroll(Point2D at, double by, boolean control) {
        OnFx.run(
                () -> {
                    var graph = graph();
                    var scene = graph.localToScene(at);
                    var screen = graph.localToScreen(at);
                    graph.fireEvent(
                            new ScrollEvent(
                                    ScrollEvent.SCROLL,
                                    scene.getX(),
                                    scene.getY(),
                                    screen.getX(),
                                    screen.getY(),
                                    false,
                                    control,
                                    false,
                                    false,
                                    false,
                                    false,
                                    0,
                                    by,
                                    0,
                                    by,
                                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                                    0,
                                    ScrollEvent.VerticalTextScrollUnits.NONE,
                                    0,
                                    0,
                                    null));
                });
    }

    /** A place without a node, on the screen. */
    private Point2D empty() {
        return OnFx.call(() -> graph().localToScreen(new Point2D(500, 560)));
    }

    private GraphPane graph() {
        return (GraphPane) view.lookup("#graph");
    }

    private double zoom() {
        return OnFx.call(() -> graph().zoom());
    }

    private Point2D world(double x, double y) {
        return OnFx.call(() -> graph().toWorld(x, y));
    }

    private boolean visible(String box) {
        return OnFx.call(
                () -> graph().camera().visible().contains(view.model().area(box).orElseThrow()));
    }

    private List<String> selected() {
        return OnFx.call(() -> List.copyOf(view.model().selection().boxes()));
    }

    /** The view glides to its place. */
    private static void settled(BooleanSupplier reached) {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, reached::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("the view did not get there", e);
        }
    }
}
