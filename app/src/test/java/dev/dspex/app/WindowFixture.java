package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dspex.app.testing.ChosenPlaces;
import dev.dspex.app.testing.OnFx;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A window on data of its own, and what a person does with it; Python is not started. */
abstract class WindowFixture {
    static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path data;
    final FxRobot robot = new FxRobot();
    final ChosenPlaces places = new ChosenPlaces();
    Stage stage;
    Workbench bench;
    Settings settings;

    @BeforeEach
    void open() {
        settings = Settings.load(data.resolve("settings.json"));
        bench = OnFx.call(() -> Workbench.make(paths(), settings, places, () -> {}));
        stage =
                OnFx.call(
                        () -> {
                            var shown = new Stage();
                            var scene = new Scene(bench.window(), width(), 960);
                            bench.attach(scene);
                            shown.setScene(scene);
                            shown.setX(0);
                            shown.setY(0);
                            shown.show();
                            shown.requestFocus();
                            return shown;
                        });
    }

    /** Starts the real worker; every build has made the environment that it needs. */
    void startPython() {
        var made = System.getProperty("dspex.interpreter.file");
        if (made == null) assumeTrue(System.getenv("DSPEX_PYTHON") != null, "no Python here");
        else if (System.getenv("DSPEX_PYTHON") == null) assertThat(Path.of(made)).exists();
        OnFx.run(bench::start);
    }

    Paths paths() {
        return new Paths(HOME, data);
    }

    /** Of the window. */
    double width() {
        return 1000;
    }

    @AfterEach
    void close() {
        OnFx.run(
                () -> {
                    bench.close();
                    stage.close();
                });
    }

    void openSample(String name) {
        click("#sample-" + name);
        waitForCanvas();
    }

    /** A sample as it is when nothing ever ran in it. */
    void openWithoutRuns(String name) throws IOException {
        var copy = SampleCopies.own(HOME.resolve("assets/samples").resolve(name), data);
        Files.delete(copy.resolve("recorded/run.jsonl"));
        OnFx.run(() -> bench.open(copy));
        waitForCanvas();
    }

    private void waitForCanvas() {
        waitFor(
                () ->
                        OnFx.call(() -> bench.design().currentCanvas().isPresent())
                                && find("#graph") != null);
        OnFx.run(() -> show("classify"));
        waitFor(() -> find("#node-classify") != null);
    }

    /** At full size, in the middle: the window of a test is small. */
    private void show(String node) {
        var canvas = bench.design().currentCanvas().orElseThrow();
        canvas.actualSize();
        canvas.show(node);
        canvas.model().selectedProperty().set(null);
    }

    void click(String selector) {
        waitFor(() -> find(selector) != null);
        OnFx.run(() -> ((ButtonBase) there(selector)).fire());
    }

    void type(String selector, String words) {
        waitFor(() -> find(selector) != null);
        OnFx.run(() -> ((TextField) there(selector)).setText(words));
    }

    /** By id: ids have dots and colons, which a CSS look-up would take for more. */
    @Nullable Node find(String selector) {
        var id = selector.substring(1);
        if (!Platform.isFxApplicationThread()) return OnFx.call(() -> find(selector));
        return robot.lookup((Node n) -> id.equals(n.getId())).tryQuery().orElse(null);
    }

    Node there(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    String text(String selector) {
        return ((Button) there(selector)).getAccessibleText();
    }

    boolean shows(String words) {
        return OnFx.call(
                () ->
                        robot.lookup(
                                        n ->
                                                n instanceof Labeled l
                                                        && words.equals(l.getText())
                                                        && n.isVisible())
                                .tryQuery()
                                .isPresent());
    }

    static void waitFor(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("It did not come to pass", e);
        }
    }
}
