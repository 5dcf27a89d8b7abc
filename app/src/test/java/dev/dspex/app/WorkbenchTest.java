package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;
import dev.dspex.project.Template;

import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;

/** The window as a person uses it, with mouse and keys; Python is not started. */
class WorkbenchTest extends WindowFixture {
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
        waitFor(() -> instructed("Choose the team that works on this ticket."));
        robot.press(KeyCode.RIGHT).release(KeyCode.RIGHT);
        waitFor(() -> instructed("Decide how soon the ticket must be worked on."));
        robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
        waitFor(() -> find("#inspector-description") != null);
    }

    @Test
    void thePaletteFindsANodeAndRunsACommand() {
        openSample("support-triage");
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        robot.write("@priority");
        waitFor(() -> shows("1 result"));
        robot.push(KeyCode.ENTER);
        waitFor(() -> instructed("Decide how soon the ticket must be worked on."));
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
    void aNewProjectOpensWhereThePersonWantsIt() {
        var folder = data.resolve("fresh");
        places.choose(folder);
        OnFx.run(bench::newProject);
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        assertThat(folder.resolve("dspex.json")).exists();
        assertThat(OnFx.call(() -> bench.title().getValue())).startsWith("fresh");

        places.choose(folder);
        OnFx.run(bench::newProject);
        waitFor(() -> shows(folder + " was not opened."));
        assertThat(OnFx.call(bench::project)).isNotNull();
    }

    @Test
    void aClosedProjectLeavesNothingOnTheStatusBar() throws Exception {
        openSample("support-triage");
        var train = data.resolve("samples/support-triage/data/train.jsonl");
        OnFx.run(bench::closeProject);
        Files.writeString(train, "no JSON\n");
        OnFx.run(() -> bench.open(data.resolve("samples/support-triage")));
        waitFor(() -> OnFx.call(() -> there("#status-problems").isVisible()));

        OnFx.run(bench::closeProject);

        waitFor(() -> OnFx.call(() -> !there("#status-problems").isVisible()));
    }

    @Test
    void largerTextIsSeenAtOnceAndKept() {
        openSample("support-triage");
        click("#view.settings");
        click("#settings-looks");
        var title = (Labeled) there("#project-menu");
        var before = OnFx.call(() -> title.getFont().getSize());
        OnFx.run(() -> ((Slider) there("#font-scale")).setValue(1.5));
        waitFor(() -> OnFx.call(() -> title.getFont().getSize()) > before * 1.4);
        assertThat(Settings.load(data.resolve("settings.json")).get(Setting.FONT_SCALE))
                .isEqualTo(1.5);
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
    void aDamagedRunStoreSaysWhatToDo() throws Exception {
        var folder = data.resolve("damaged");
        assertThat(Projects.create(folder, Template.BLANK)).isInstanceOf(Opened.Ok.class);
        Files.createDirectories(folder.resolve(".dspex"));
        Files.writeString(folder.resolve(".dspex/runs.db"), "no database\n".repeat(1000));
        OnFx.run(() -> bench.open(folder));
        waitFor(() -> shows(folder + " was not opened."));
        assertThat(OnFx.call(bench::project)).isNull();
    }

    @Test
    void whatOthersWriteIsTakenIn() throws Exception {
        openSample("support-triage");
        var folder = data.resolve("samples/support-triage");
        Files.createDirectories(folder.resolve("code"));
        Files.writeString(folder.resolve("code/late.py"), "x = 1\n");
        var program = folder.resolve("programs/triage.program.json");
        Files.writeString(
                program, Files.readString(program).replace("Choose a team", "Pick a team"));
        waitFor(() -> shows("Pick a team"));
        Files.writeString(folder.resolve("code/late.py"), "x = 2\n");
        waitFor(() -> shows("code/late.py changed. The next run uses it."));
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

    /** Whether the inspector shows a node with this instruction. */
    private boolean instructed(String words) {
        return find("#inspector-instruction") instanceof TextInputControl area
                && words.equals(OnFx.call(area::getText));
    }
}
