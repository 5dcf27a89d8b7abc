package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.dataset.Leaks;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows as a person edits them, with mouse and keys. */
class DataEditingTest {
    private static final String ROWS =
            """
            {"ticket": "The bill is wrong", "team": "billing"}
            {"ticket": "No signal", "priority": 10, "team": "tech", "note": "x"}
            {"ticket": "Crash", "priority": 9, "team": "sales"}
            """;

    @TempDir Path folder;
    private DataWindow window;

    @BeforeEach
    void open() throws Exception {
        window = new DataWindow(Files.writeString(folder.resolve("train.jsonl"), ROWS));
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aCellIsTypedIntoAndSavedAndUndone() {
        window.robot.doubleClickOn(window.cell(1, "priority"));
        window.robot.write("7\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.shown("priority")).containsExactly("", "7", "9");
        var edited =
                ROWS.replace(
                        "{\"ticket\": \"No signal\", \"priority\": 10, \"team\": \"tech\","
                                + " \"note\": \"x\"}",
                        "{\"ticket\":\"No"
                                + " signal\",\"priority\":7,\"team\":\"tech\",\"note\":\"x\"}");
        window.untilSaved(edited);
        window.until(() -> window.written.get() == 1);
        assertThat(OnFx.call(() -> ((Button) window.node("data-undo")).getAccessibleText()))
                .contains("Edit a value");
        window.press(KeyCode.CONTROL, KeyCode.Z);
        window.untilSaved(ROWS);
        window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        window.untilSaved(edited);
    }

    @Test
    void anAnswerIsKeptAsExpectedOfTheRowThatHasItsInputs() {
        expect("1", "Crash", "tech");
        window.untilSaved(
                ROWS.replace(
                        "{\"ticket\": \"Crash\", \"priority\": 9, \"team\": \"sales\"}",
                        "{\"ticket\":\"Crash\",\"priority\":9,\"team\":\"tech\"}"));
        expect("1", "Smoke", "billing");
        assertThat(window.shown("team")).containsExactly("billing", "tech", "tech");
        window.until(
                () ->
                        window.robot
                                .lookup((Label said) -> said.getText().startsWith("No row has"))
                                .tryQuery()
                                .isPresent());
        OnFx.run(() -> view().undo());
        window.untilSaved(ROWS);
    }

    private void expect(String row, String ticket, String team) {
        var json = JsonNodeFactory.instance;
        var inputs = json.objectNode().put("ticket", ticket).put("priority", 9);
        var outputs = json.objectNode().put("team", team);
        OnFx.run(() -> view().expect(new Expected(row, inputs, outputs)));
    }

    private DataView view() {
        return (DataView) window.scene.getRoot();
    }

    @Test
    void aValueThatDoesNotFitIsKeptAndMarkedWithTheReason() {
        assertThat(window.cell(2, "team").getStyleClass()).contains("misfit");
        window.robot.doubleClickOn(window.cell(1, "priority"));
        window.robot.write("soon\n");
        WaitForAsyncUtils.waitForFxEvents();
        var cell = window.cell(1, "priority");
        assertThat(cell.getText()).isEqualTo("soon");
        assertThat(cell.getStyleClass()).contains("misfit");
        assertThat(cell.getTooltip().getText()).contains("\"soon\"").contains("a whole number");
    }

    @Test
    void cellsOfASpreadsheetArePastedAsOneStepAndGrowTheTable() {
        window.robot.clickOn(window.cell(2, "ticket"));
        window.clipboard("Slow\t1\ttech\r\n\"two\nlines\"\t2\tbilling\r\n");
        window.press(KeyCode.CONTROL, KeyCode.V);
        window.untilSaved(
                ROWS.lines().limit(2).reduce("", (a, b) -> a + b + "\n")
                        + "{\"ticket\":\"Slow\",\"priority\":1,\"team\":\"tech\"}\n"
                        + "{\"ticket\":\"two\\nlines\",\"priority\":2,\"team\":\"billing\"}\n");
        window.clickOn(() -> window.cell(0, "ticket"));
        window.press(KeyCode.CONTROL, KeyCode.Z);
        window.untilSaved(ROWS);
    }

    @Test
    void rowsAreAddedDuplicatedAndDeleted() throws Exception {
        window.clickOn(() -> window.cell(1, "ticket"));
        window.click("data-duplicate");
        assertThat(window.shown("ticket"))
                .containsExactly("The bill is wrong", "No signal", "Crash", "No signal");
        window.clickOn(() -> window.cell(0, "ticket"));
        window.click("data-delete");
        window.click("data-add");
        assertThat(window.shown("ticket")).containsExactly("No signal", "Crash", "No signal", "");
        assertThat(window.cell(3, "ticket").getStyleClass())
                .as("an input is missing")
                .contains("misfit");
        window.until(() -> Files.readString(window.file).endsWith("{}\n"));
    }

    @Test
    void aClickOnAHeaderSortsAndASecondTurnsTheOrder() {
        window.clickOnHeader("priority");
        window.until(() -> window.shown("priority").equals(List.of("9", "10", "")));
        window.clickOnHeader("priority");
        window.until(() -> window.shown("priority").equals(List.of("10", "9", "")));
        window.clickOnHeader("ticket");
        window.until(
                () ->
                        window.shown("ticket")
                                .equals(List.of("Crash", "No signal", "The bill is wrong")));
    }

    @Test
    void sortAndFilterChangeWhatIsShownAndNotTheFile() throws Exception {
        window.sort("priority", TableColumn.SortType.ASCENDING);
        assertThat(window.shown("priority")).containsExactly("9", "10", "");
        window.sort("priority", TableColumn.SortType.DESCENDING);
        assertThat(window.shown("priority")).containsExactly("10", "9", "");
        filter("team:tech");
        window.until(() -> window.shown("ticket").size() == 1);
        assertThat(window.shown("ticket")).containsExactly("No signal");
        filter("signal zzz");
        window.until(() -> window.shown("ticket").isEmpty());
        assertThat(Files.readString(window.file)).isEqualTo(ROWS);
    }

    @Test
    void rowsThatStandInAnotherSplitAreMarkedAndBothCanBeShown() {
        var here = new Leaks.Place("train", "data/train.jsonl", 2, 3);
        var there = new Leaks.Place("validation", "data/validation.jsonl", 6, 7);
        OnFx.run(() -> window.leakage.leaks.set(List.of(new Leaks.Leak(there, here, false))));
        filter("bill");
        window.until(() -> window.shown("ticket").size() == 1);
        window.click("data-leaks");
        window.click("leak-there-3");
        assertThat(window.leakage.shown).containsExactly(there);
        window.click("leak-here-3");
        window.until(() -> window.shown("ticket").size() == 3);
        assertThat(
                        OnFx.call(
                                () ->
                                        ((TableView<?>) window.node("rows"))
                                                .getFocusModel()
                                                .getFocusedIndex()))
                .isEqualTo(2);
        assertThat(window.robot.lookup(".marked").queryAll()).hasSize(1);
        OnFx.run(() -> window.leakage.leaks.set(List.of()));
        assertThat(window.node("data-leaks").isVisible()).isFalse();
    }

    @Test
    void columnsAreAddedRenamedAndRemovedByName() throws Exception {
        choose(0);
        window.robot.write("source\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.robot.lookup("#column-source").tryQuery()).isPresent();
        window.select(1, "note");
        choose(1);
        window.robot.write("ticket\n");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.robot.lookup("#prompt").tryQuery()).as("the name is taken").isPresent();
        OnFx.run(() -> ((TextField) window.node("prompt")).setText("remark"));
        window.press(KeyCode.ENTER);
        window.until(() -> Files.readString(window.file).contains("\"remark\":\"x\""));
        window.select(1, "remark");
        choose(2);
        window.until(() -> !Files.readString(window.file).contains("remark"));
    }

    @Test
    void whatOthersWroteMeanwhileIsAskedAbout() throws Exception {
        var theirs = "{\"ticket\": \"theirs\"}\n";
        Files.writeString(window.file, theirs);
        window.clickOn(() -> window.cell(1, "ticket"));
        window.press(KeyCode.CONTROL, KeyCode.D);
        window.until(() -> window.robot.lookup("Keep my rows").tryQuery().isPresent());
        assertThat(Files.readString(window.file)).isEqualTo(theirs);
        window.robot.clickOn("Keep my rows");
        window.until(() -> Files.readString(window.file).startsWith(ROWS));
        Files.writeString(window.file, theirs);
        window.clickOn(() -> window.cell(1, "ticket"));
        window.press(KeyCode.CONTROL, KeyCode.D);
        window.until(() -> window.robot.lookup("Take the file").tryQuery().isPresent());
        window.robot.clickOn("Take the file");
        window.until(() -> window.shown("ticket").size() == 1);
        assertThat(window.shown("ticket")).containsExactly("theirs");
    }

    @Test
    void whatIsNotWrittenYetIsWrittenWhenTheViewCloses() throws Exception {
        window.clickOn(() -> window.cell(1, "ticket"));
        window.press(KeyCode.DELETE);
        window.close();
        assertThat(Files.readString(window.file))
                .contains("{\"priority\":10,\"team\":\"tech\",\"note\":\"x\"}");
    }

    @Test
    void rowsOfAnotherFileComeToTheEndAsOneStepAndTheShownOnesGoOut() throws Exception {
        window.dialogs.choose(
                Files.writeString(folder.resolve("more.csv"), "ticket,priority\n=1+1,4\n"));
        choose(4);
        window.until(() -> window.shown("ticket").size() == 4);
        window.untilSaved(ROWS + "{\"ticket\":\"=1+1\",\"priority\":4}\n");
        filter("=1+1");
        window.until(() -> window.shown("ticket").size() == 1);
        var out = folder.resolve("out.csv");
        window.dialogs.choose(out);
        choose(5);
        window.until(() -> Files.exists(out));
        assertThat(Files.readString(out)).isEqualTo("ticket,team,priority,note\n'=1+1,,4,\n");
    }

    private void choose(int item) {
        OnFx.run(() -> ((MenuButton) window.node("data-more")).getItems().get(item).fire());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void filter(String words) {
        OnFx.run(() -> ((TextField) window.node("row-filter")).setText(words));
    }
}
