package dev.dspex.app.signature;

import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Program;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.util.Objects;

/** The editor of a signature in a window, and what a person does with it. */
final class SignatureWindow {
    final FxRobot robot = new FxRobot();
    final ProgramDocument document;
    final SignatureView view;
    private final Stage stage;

    SignatureWindow(Program program, String node) {
        document = new ProgramDocument(program);
        view = OnFx.call(() -> new SignatureView(new SignatureEditor(document, node)));
        stage =
                OnFx.call(
                        () -> {
                            var scene = new Scene(view, 1000, 950);
                            new Appearance().dress(scene);
                            var shown = new Stage();
                            shown.setScene(scene);
                            shown.setX(0);
                            shown.setY(0);
                            shown.show();
                            shown.requestFocus();
                            return shown;
                        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    void close() {
        OnFx.run(stage::close);
    }

    Node node(String id) {
        return Objects.requireNonNull(robot.lookup((Node n) -> id.equals(n.getId())).query(), id);
    }

    boolean has(String id) {
        return robot.lookup((Node n) -> id.equals(n.getId())).tryQuery().isPresent();
    }

    String words(String id) {
        return OnFx.call(() -> ((TextInputControl) node(id)).getText());
    }

    /** Puts the keyboard into a control. */
    void focus(String id) {
        OnFx.run(() -> node(id).requestFocus());
    }

    void select(String id) {
        focus(id);
        OnFx.run(() -> ((TextInputControl) node(id)).selectAll());
    }

    /** What is in the field is replaced letter by letter. */
    void type(String id, String words) {
        select(id);
        robot.write(words);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void press(KeyCode... keys) {
        robot.push(keys);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void drag(Node what, double toX, double toY) {
        var from = OnFx.call(() -> middle(what));
        robot.moveTo(from.getCenterX(), from.getCenterY())
                .press(MouseButton.PRIMARY)
                .moveBy(0, 8)
                .moveTo(toX, toY)
                .release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    Bounds middle(Node what) {
        return what.localToScreen(what.getLayoutBounds());
    }
}
