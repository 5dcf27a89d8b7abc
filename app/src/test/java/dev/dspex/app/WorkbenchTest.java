package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The window as a person uses it, with mouse and keys; Python is not started. */
class WorkbenchTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir Path data;
    private final FxRobot robot = new FxRobot();
    private Stage stage;
    private Workbench bench;
    private Settings settings;

    @BeforeEach
    void open() {
        settings = Settings.load(data.resolve("settings.json"));
        bench = OnFx.call(() -> Workbench.make(new Paths(HOME, data), settings, () -> {}));
        stage =
                OnFx.call(
                        () -> {
                            var shown = new Stage();
                            var scene = new Scene(bench.window(), 1000, 960);
                            bench.attach(scene);
                            shown.setScene(scene);
                            shown.setX(0);
                            shown.setY(0);
                            shown.show();
                            shown.requestFocus();
                            return shown;
                        });
    }

    @AfterEach
    void close() {
        OnFx.run(
                () -> {
                    bench.close();
                    stage.close();
                });
    }

    @Test
    void aSampleOpensLaidOutInACopyOfThePersonsOwn() {
        openSample("support-triage");
        assertThat(text("#project-menu")).isEqualTo("Project support-triage");
        assertThat(find("#node-classify")).isNotNull();
        assertThat(data.resolve("samples/support-triage/dspex.json")).exists();
        assertThat(HOME.resolve("assets/samples/support-triage/.dspex")).doesNotExist();
        assertThat(settings.get(Setting.RECENT_PROJECTS))
                .singleElement()
                .asString()
                .endsWith("support-triage");
    }

    @Test
    void aClickedNodeIsInspectedAndTheArrowKeysGoOn() {
        openSample("support-triage");
        robot.clickOn("#node-classify");
        waitFor(() -> shows("Choose the team that works on this ticket."));
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        waitFor(() -> shows("Decide how soon the ticket must be worked on."));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        waitFor(() -> shows("Nothing is selected"));
    }

    @Test
    void thePaletteFindsANodeAndRunsACommand() {
        openSample("support-triage");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("@priority");
        waitFor(() -> shows("1 result"));
        robot.push(KeyCode.ENTER);
        waitFor(() -> shows("Decide how soon the ticket must be worked on."));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("switch light");
        robot.push(KeyCode.ENTER);
        waitFor(() -> !settings.get(Setting.THEME).equals("system"));
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.push(KeyCode.ESCAPE);
        waitFor(
                () ->
                        !OnFx.call(
                                () -> there("#palette-query").getParent().getParent().isVisible()));
    }

    @Test
    void whatIsOpenComesBackWithTheProject() {
        openSample("support-triage");
        OnFx.run(() -> bench.design().open("data:train"));
        OnFx.run(() -> bench.design().open("signature:triage:classify"));
        OnFx.run(bench::closeProject);
        waitFor(() -> find("#sample-support-triage") != null);
        OnFx.run(() -> bench.open(data.resolve("samples/support-triage")));
        waitFor(
                () ->
                        find("#tab-signature:triage:classify") != null
                                && find("#tab-data:train") != null);
        assertThat(OnFx.call(() -> bench.design().docks().selectedEditor()))
                .contains("signature:triage:classify");
    }

    @Test
    void projectCodeIsAskedAboutOnceAndCanBeLeftOut() {
        click("#sample-order-helper");
        waitFor(() -> find("#trust-yes") != null);
        robot.push(KeyCode.ESCAPE);
        assertThat(find("#trust-yes")).isNotNull();
        click("#trust-no");
        waitFor(() -> find("#graph") != null);
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(data.resolve("samples/order-helper")));
        waitFor(() -> find("#trust-yes") != null);
        click("#trust-yes");
        waitFor(() -> find("#graph") != null);
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(data.resolve("samples/order-helper")));
        waitFor(() -> find("#graph") != null);
        assertThat(find("#trust-yes")).isNull();
    }

    @Test
    void anLmIsAddedAfterItsMistakesAreNamed() {
        openSample("support-triage");
        click("#view.settings");
        waitFor(() -> find("#lm-add") != null);
        click("#lm-add");
        type("#lm-alias", "main");
        type("#lm-model", "gpt-4o-mini");
        click("#lm-save");
        waitFor(() -> shows("Write provider and model, such as openai/gpt-4o-mini."));
        type("#lm-model", "openai/gpt-4o-mini");
        click("#lm-save");
        waitFor(() -> settings.lms().stream().map(LmAlias::alias).anyMatch("main"::equals));
        assertThat(settings.lm("main").orElseThrow().price()).isNull();
        robot.push(KeyCode.ESCAPE);
        waitFor(() -> find("#lm-save") == null);
    }

    @Test
    void aFolderThatIsNoProjectSaysWhatToDo() throws Exception {
        var folder = Files.createDirectory(data.resolve("empty"));
        OnFx.run(() -> bench.open(folder));
        waitFor(() -> shows(folder + " was not opened."));
        assertThat(find("#sample-support-triage")).isNotNull();
    }

    @Test
    void everyButtonHasAName() {
        openSample("support-triage");
        var nameless =
                OnFx.call(
                        () ->
                                robot
                                        .lookup(n -> n instanceof ButtonBase)
                                        .queryAllAs(ButtonBase.class)
                                        .stream()
                                        .filter(
                                                b ->
                                                        b.isVisible()
                                                                && (b.getText() == null
                                                                        || b.getText().isBlank()))
                                        .filter(
                                                b ->
                                                        b.getAccessibleText() == null
                                                                || b.getAccessibleText().isBlank())
                                        .filter(
                                                b ->
                                                        !b.getStyleClass().contains("arrow-button")
                                                                && !b.getStyleClass()
                                                                        .contains("corner-button"))
                                        .filter(b -> !b.getStyleClass().contains("close-button"))
                                        .map(Object::toString)
                                        .toList());
        assertThat(nameless).isEmpty();
    }

    private void openSample(String name) {
        click("#sample-" + name);
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

    private void click(String selector) {
        waitFor(() -> find(selector) != null);
        OnFx.run(() -> ((ButtonBase) there(selector)).fire());
    }

    private void type(String selector, String words) {
        OnFx.run(() -> ((TextField) there(selector)).setText(words));
    }

    /** By id: ids have dots and colons, which a CSS look-up would take for more. */
    private @Nullable Node find(String selector) {
        var id = selector.substring(1);
        if (!Platform.isFxApplicationThread()) return OnFx.call(() -> find(selector));
        return robot.lookup((Node n) -> id.equals(n.getId())).tryQuery().orElse(null);
    }

    private Node there(String selector) {
        return Objects.requireNonNull(find(selector), selector);
    }

    private String text(String selector) {
        return ((Button) there(selector)).getAccessibleText();
    }

    private boolean shows(String words) {
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

    private static void waitFor(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("It did not come to pass", e);
        }
    }
}
