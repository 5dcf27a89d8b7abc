package dev.dspex.app.canvas;

import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.theme.Appearance;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Link;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.util.List;

/** A canvas in a window, and a person's mouse and keys on it. */
@SuppressWarnings("NullAway.Init") // each test opens its own program first
abstract class CanvasFixture {
    final FxRobot robot = new FxRobot();
    ProgramDocument document = new ProgramDocument(Program.empty("any"));
    CanvasView view;
    private Stage stage;

    void open(Program program) {
        document = new ProgramDocument(program);
        stage =
                OnFx.call(
                        () -> {
                            var model = new CanvasModel(program);
                            view =
                                    new CanvasView(
                                            model,
                                            new CanvasEditor(document, model, new AddOffer()),
                                            "any",
                                            List.of(),
                                            List.of(),
                                            new Background(Fx.platform()));
                            var scene = new Scene(view, 1000, 700);
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

    @AfterEach
    void close() {
        OnFx.run(stage::close);
    }

    void focusGraph() {
        OnFx.run(() -> view.lookup("#graph").requestFocus());
    }

    void fit() {
        OnFx.run(view::actualSize);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void type(KeyCode key) {
        robot.type(key);
        WaitForAsyncUtils.waitForFxEvents();
    }

    void drag(Point2D from, Point2D to) {
        robot.moveTo(from).press(MouseButton.PRIMARY).moveBy(8, 0).moveTo(to);
        robot.release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    Point2D port(String box, String field) {
        return CanvasPlaces.port(view, box, field);
    }

    Point2D header(String box) {
        return CanvasPlaces.header(view, box);
    }

    Point2D middle(String box) {
        return CanvasPlaces.middle(view, box);
    }

    Point2D screen(Point2D world) {
        return CanvasPlaces.screen(view, world);
    }

    static Link link(String from, String to) {
        return new Link(port(from), port(to));
    }

    static Port port(String text) {
        var parts = text.split("\\.", 2);
        return new Port(parts[0], parts[1]);
    }
}
