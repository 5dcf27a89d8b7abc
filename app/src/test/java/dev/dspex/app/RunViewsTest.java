package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.EvaluationView;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.app.run.InputsModel;
import dev.dspex.app.run.RunModel;
import dev.dspex.app.run.RunView;
import dev.dspex.app.stream.StreamsModel;
import dev.dspex.app.stream.StreamsView;
import dev.dspex.app.testing.Recorded;
import dev.dspex.app.trace.TraceModel;
import dev.dspex.app.trace.TraceView;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.store.RunNote;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.StyleClassedTextArea;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The views of a run in a window: what a person clicks and types does what it says. */
class RunViewsTest extends LiveViews {
    @Test
    void runTakesTheInputsAndSaysWhichIsMissing() throws Exception {
        var inputs = new InputsModel();
        inputs.setFields(
                List.of(
                        new Field("ticket", FieldType.Basic.STR),
                        new Field("channel", FieldType.Literal.of("mail", "phone"))),
                Set.of());
        openRun(new RunModel(), inputs, new HistoryModel());

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
    void nothingRunsBeforePythonIsThere() throws Exception {
        var inputs = new InputsModel();
        inputs.setFields(List.of(new Field("ticket", FieldType.Basic.STR)), Set.of());
        ready.set(false);
        openRun(new RunModel(), inputs, new HistoryModel());
        var run = robot.lookup("#run-start").queryButton();
        assertThat(run.isDisabled()).isTrue();
        assertThat(texts()).contains("Python is starting");

        robot.interact(() -> ready.set(true));

        assertThat(run.isDisabled()).isFalse();
        assertThat(texts()).doesNotContain("Python is starting");
    }

    @Test
    void tabLeavesATextInput() throws Exception {
        var inputs = new InputsModel();
        inputs.setFields(
                List.of(
                        new Field("ticket", FieldType.Basic.STR),
                        new Field("note", FieldType.Basic.STR)),
                Set.of());
        openRun(new RunModel(), inputs, new HistoryModel());

        robot.clickOn("#input-ticket").type(KeyCode.TAB);

        assertThat(robot.lookup("#input-note").queryAs(TextArea.class).isFocused()).isTrue();
    }

    @Test
    void aRunThatGoesOnCanBeStoppedAndAnEndedOneCannot() throws Exception {
        var model = new RunModel();
        var events = Recorded.events("run");
        openRun(model, new InputsModel(), new HistoryModel());
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
        openRun(new RunModel(), new InputsModel(), history);
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
    void runsAreFoundByTheirTagsAndOnesThatEndedCanBeDeleted() throws Exception {
        var history = new HistoryModel();
        openRun(new RunModel(), new InputsModel(), history);
        robot.interact(
                () -> {
                    history.accept(Recorded.events("evaluate"));
                    history.accept(Recorded.events("react"));
                    history.setNotes(
                            Map.of(
                                    "r-20261123-0004",
                                    new RunNote(List.of("baseline"), "Old data")));
                });
        var list = robot.lookup("#run-history").queryListView();
        assertThat(list.getItems()).hasSize(2);
        robot.interact(
                () -> robot.lookup("#run-search").queryAs(TextField.class).setText("BASE old"));
        assertThat(list.getItems()).hasSize(1);

        robot.interact(() -> list.getSelectionModel().selectFirst());
        robot.interact(() -> key(list, KeyCode.F2));
        robot.interact(() -> key(list, KeyCode.DELETE));
        assertThat(asked).containsExactly("note r-20261123-0004", "delete r-20261123-0004");

        robot.interact(() -> history.remove("r-20261123-0004"));
        assertThat(list.getItems()).isEmpty();
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
        open(
                () ->
                        new EvaluationView(
                                model, new OwnJudging(), row -> asked.add("row " + row.id())));
        robot.interact(() -> show(model, Recorded.events("evaluate")));
        var table = robot.lookup("#evaluation-rows").queryAs(TableView.class);

        robot.interact(() -> table.getSelectionModel().selectFirst());
        robot.interact(() -> enter(table));

        assertThat(asked).containsExactly("row " + model.rows().getFirst().id());
    }

    @Test
    void anAnswerIsRatedWithAKeyAndKeptAsExpected() throws Exception {
        var model = new EvaluationModel();
        var judging = new OwnJudging();
        open(() -> new EvaluationView(model, judging, _ -> {}));
        robot.interact(() -> show(model, Recorded.events("evaluate")));
        var table = robot.lookup("#evaluation-rows").queryAs(TableView.class);
        var first = model.rows().getFirst();
        Button good = robot.lookup("#rate-good").queryButton();
        Button keep = robot.lookup("#rate-keep").queryButton();
        assertThat(good.isDisabled()).isTrue();

        robot.interact(() -> table.getSelectionModel().selectFirst());
        robot.interact(() -> key(table, KeyCode.DIGIT4));
        assertThat(judging.said).containsExactly(model.run() + " " + first.id() + " 0.75");
        assertThat(rated()).contains("4");

        robot.interact(good::fire);
        robot.interact(() -> key(table, KeyCode.DIGIT6));
        robot.interact(keep::fire);

        assertThat(judging.said)
                .endsWith(
                        model.run() + " " + first.id() + " 1.0",
                        "expect " + model.split() + " " + first.id())
                .hasSize(3);
        assertThat(rated()).contains("5");
    }

    private String rated() {
        return robot.lookup("#rating-bar .label").queryLabeled().getText();
    }

    private void openRun(RunModel model, InputsModel inputs, HistoryModel history)
            throws Exception {
        open(() -> new RunView(model, inputs, history, actions(), InstantSource.system()));
    }
}
