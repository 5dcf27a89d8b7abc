package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.optimize.OptimizeForm;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.app.optimize.Optimizer;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.optimize.StudyView;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.EvaluationView;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.app.run.InputsModel;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.run.RunModel;
import dev.dspex.app.run.RunView;
import dev.dspex.app.stream.StreamsModel;
import dev.dspex.app.stream.StreamsView;
import dev.dspex.app.testing.OnFx;
import dev.dspex.app.testing.Recorded;
import dev.dspex.app.theme.Appearance;
import dev.dspex.app.trace.TraceModel;
import dev.dspex.app.trace.TraceView;
import dev.dspex.event.Stamped;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** The live views in a window: what a person clicks and types does what it says. */
class LiveViewsTest {
    private final FxRobot robot = new FxRobot();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    @Test
    void runTakesTheInputsAndSaysWhichIsMissing() throws Exception {
        var inputs = new InputsModel();
        inputs.setFields(
                List.of(
                        new Field("ticket", FieldType.Basic.STR),
                        new Field("channel", FieldType.Literal.of("mail", "phone"))),
                Set.of());
        open(
                () ->
                        new RunView(
                                new RunModel(),
                                inputs,
                                new HistoryModel(),
                                actions(),
                                InstantSource.system()));

        robot.clickOn("#run-start");
        assertThat(texts()).anyMatch(text -> text.startsWith("ticket is empty."));
        assertThat(asked).isEmpty();

        robot.clickOn("#input-ticket").write("Broken");
        robot.interact(() -> combo("#input-channel").setValue("phone"));
        robot.clickOn("#run-start");

        assertThat(asked).containsExactly("run {\"ticket\":\"Broken\",\"channel\":\"phone\"}");
        assertThat(texts()).noneMatch(text -> text.startsWith("ticket is empty."));
    }

    @Test
    void tabLeavesATextInput() throws Exception {
        var inputs = new InputsModel();
        inputs.setFields(
                List.of(
                        new Field("ticket", FieldType.Basic.STR),
                        new Field("note", FieldType.Basic.STR)),
                Set.of());
        open(
                () ->
                        new RunView(
                                new RunModel(),
                                inputs,
                                new HistoryModel(),
                                actions(),
                                InstantSource.system()));

        robot.clickOn("#input-ticket").type(KeyCode.TAB);

        assertThat(robot.lookup("#input-note").queryAs(TextArea.class).isFocused()).isTrue();
    }

    @Test
    void aRunThatGoesOnCanBeStoppedAndAnEndedOneCannot() throws Exception {
        var model = new RunModel();
        var events = Recorded.events("run");
        open(
                () ->
                        new RunView(
                                model,
                                new InputsModel(),
                                new HistoryModel(),
                                actions(),
                                InstantSource.system()));
        robot.interact(() -> show(model, events.subList(0, 12)));

        robot.clickOn("#run-stop");
        assertThat(asked).containsExactly("stop");

        robot.interact(() -> model.accept(events));
        assertThat(robot.lookup("#run-stop").queryButton().isDisabled()).isTrue();
        assertThat(robot.lookup("#output-queue").queryAs(Label.class).getText()).isEqualTo("Dune");
    }

    @Test
    void aRunOfTheHistoryOpensWithEnter() throws Exception {
        var history = new HistoryModel();
        open(
                () ->
                        new RunView(
                                new RunModel(),
                                new InputsModel(),
                                history,
                                actions(),
                                InstantSource.system()));
        robot.interact(() -> history.accept(Recorded.events("evaluate")));

        robot.interact(
                () ->
                        robot.lookup("#run-history")
                                .queryListView()
                                .getSelectionModel()
                                .selectFirst());
        robot.interact(() -> enter(robot.lookup("#run-history").query()));

        assertThat(asked).containsExactly("open r-20261123-0004");
    }

    @Test
    void streamsShowWhatIsWrittenAndTabLeavesThem() throws Exception {
        var model = new StreamsModel();
        var events = Recorded.events("react");
        open(() -> new StreamsView(model, node -> node));
        robot.interact(() -> show(model, events.subList(0, 20)));
        robot.interact(() -> model.accept(events));

        var areas =
                robot
                        .lookup(node -> node instanceof StyleClassedTextArea)
                        .queryAllAs(StyleClassedTextArea.class)
                        .stream()
                        .map(StyleClassedTextArea::getText)
                        .toList();
        assertThat(areas).hasSameSizeAs(model.lanes());
        assertThat(areas)
                .containsExactlyInAnyOrderElementsOf(
                        model.lanes().stream().map(lane -> lane.since(0)).toList());
    }

    @Test
    void theTraceShowsThePromptOfTheSelectedCall() throws Exception {
        var model = new TraceModel();
        open(() -> new TraceView(model));
        robot.interact(() -> show(model, Recorded.events("react")));
        var tree = robot.lookup("#trace-tree").queryAs(TreeTableView.class);

        robot.clickOn("#trace-filter").write("practice");
        robot.interact(() -> tree.getSelectionModel().select(3));

        var content =
                robot.from(robot.lookup("#trace-content").queryAll())
                        .lookup(".styled-text-area")
                        .queryAs(StyleClassedTextArea.class)
                        .getText();
        assertThat(content).startsWith("system").contains("[[ ## question ## ]]", "answer");
    }

    @Test
    void aRowOfAnEvaluationLeadsToItsTrace() throws Exception {
        var model = new EvaluationModel();
        open(() -> new EvaluationView(model, row -> asked.add("row " + row.id())));
        robot.interact(() -> show(model, Recorded.events("evaluate")));
        var table = robot.lookup("#evaluation-rows").queryAs(TableView.class);

        robot.interact(() -> table.getSelectionModel().selectFirst());
        robot.interact(() -> enter(table));

        assertThat(asked).containsExactly("row " + model.rows().getFirst().id());
    }

    @Test
    void aStudyIsStoppedAndItsStateTaken() throws Exception {
        var model = new StudyModel();
        var events = Recorded.events("random-search");
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(
                                        () -> asked.add("stop"),
                                        state -> asked.add("use " + state),
                                        () -> asked.add("export")),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, events.subList(0, 400)));
        press("#study-stop");
        robot.interact(() -> model.accept(events));
        press("#study-use");
        press("#study-export");

        assertThat(asked).containsExactly("stop", "use state/triage/r.json", "export");
    }

    @Test
    void theChosenCandidateStaysWhileTheStudyGoesOn() throws Exception {
        var model = new StudyModel();
        var events = Recorded.events("gepa");
        open(
                () ->
                        new StudyView(
                                model,
                                new StudyActions(() -> {}, _ -> {}, () -> {}),
                                _ -> "Study 1",
                                Buttons.primary("Optimize", null)));
        robot.interact(() -> show(model, events.subList(0, 120)));
        var lineage = robot.lookup("#lineage").query();
        robot.interact(() -> key(lineage, KeyCode.UP));
        var chosen = selected();
        robot.interact(() -> model.accept(events));

        assertThat(chosen).contains("candidate");
        assertThat(selected()).isEqualTo(chosen);
    }

    @Test
    void aStudyStartsWithTheSettingsOfTheForm() throws Exception {
        var model = new OptimizeFormModel();
        var splits =
                List.of(
                        new OptimizeFormModel.Split("train", "t", 9),
                        new OptimizeFormModel.Split("validation", "v", 9),
                        new OptimizeFormModel.Split("test", "x", 9));
        var form =
                open(
                        () ->
                                new OptimizeForm(
                                        model,
                                        start ->
                                                asked.add(
                                                        start.optimizer()
                                                                + " "
                                                                + start.settings())));
        robot.interact(
                () -> {
                    model.open(
                            Optimizer.of(Recorded.describe()),
                            new OptimizeFormModel.Setting(
                                    "BootstrapFewShot", Values.parse("{}"), splits, "exact", null));
                    form.opened();
                });
        var field = robot.lookup("#setting-max_bootstrapped_demos").queryAs(TextField.class);

        robot.interact(() -> field.setText("400"));
        assertThat(robot.lookup("#optimize-start").queryButton().isDisabled()).isTrue();
        robot.interact(() -> field.setText("8"));
        press("#optimize-start");

        assertThat(asked).containsExactly("BootstrapFewShot {\"max_bootstrapped_demos\":8}");
    }

    private RunActions actions() {
        return new RunActions(
                values -> asked.add("run " + values),
                () -> asked.add("stop"),
                run -> asked.add("open " + run),
                List::of);
    }

    private static void show(dev.dspex.app.feed.RunFeed feed, List<Stamped> events) {
        feed.show(events.getFirst().run());
        feed.accept(events);
    }

    /** The screen of the Headless platform is 1000 x 1000. */
    private <R extends Region> R open(Supplier<R> view) throws Exception {
        OnFx.settle();
        FxToolkit.registerPrimaryStage();
        var made = FxToolkit.setupFixture(view::get);
        FxToolkit.setupStage(
                stage -> {
                    var scene = new Scene((Parent) made, 980, 900);
                    new Appearance().dress(scene);
                    stage.setScene(scene);
                    stage.show();
                });
        WaitForAsyncUtils.waitForFxEvents();
        return made;
    }

    private void press(String button) {
        robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> combo(String id) {
        return robot.lookup(id).queryAs(ComboBox.class);
    }

    private String selected() {
        return "candidate "
                + Objects.requireNonNull(
                        robot.lookup("#candidates")
                                .queryAs(TableView.class)
                                .getSelectionModel()
                                .getSelectedItem());
    }

    private List<String> texts() {
        return robot
                .lookup(node -> node instanceof Label && node.isVisible())
                .queryAllAs(Label.class)
                .stream()
                .map(Label::getText)
                .toList();
    }

    private static void enter(Node node) {
        key(node, KeyCode.ENTER);
    }

    private static void key(Node node, KeyCode code) {
        node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
}
