package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The data of a project in its window: leaks between files, and undo from anywhere. */
class LeakingTest extends WindowFixture {
    @Test
    void aRowThatStandsInTwoFilesLeadsFromTheOneToTheOther() throws Exception {
        openSample("support-triage");
        var folder = OnFx.call(() -> Objects.requireNonNull(bench.project()).folder());
        var rows = Files.readAllLines(folder.resolve("data/train.jsonl"));
        Files.writeString(
                folder.resolve("data/validation.jsonl"),
                rows.get(4) + "\n",
                StandardOpenOption.APPEND);
        var last = Files.readAllLines(folder.resolve("data/validation.jsonl")).size();
        OnFx.run(() -> Objects.requireNonNull(bench.project()).readData());
        OnFx.run(() -> bench.design().open("data:train"));
        waitFor(() -> find("#data-leaks") instanceof Node chip && OnFx.call(chip::isVisible));
        click("#data-leaks");
        waitFor(() -> find("#leak-there-5") != null);
        click("#leak-there-5");
        waitFor(
                () ->
                        OnFx.call(bench.design().docks()::selectedEditor)
                                .filter("data:validation"::equals)
                                .isPresent());
        waitFor(() -> focusedRow() == last - 1);
    }

    @Test
    void undoGoesToTheDataThatIsInFrontWhereverTheKeyboardIs() {
        openSample("support-triage");
        OnFx.run(() -> bench.design().open("data:train"));
        waitFor(() -> find("#data-duplicate") != null && find("#rows") != null);
        int before = OnFx.call(() -> table().getItems().size());
        click("#data-duplicate");
        waitFor(() -> OnFx.call(() -> table().getItems().size()) == before + 1);
        OnFx.run(() -> there("#data-more").requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        waitFor(() -> OnFx.call(() -> table().getItems().size()) == before);
        OnFx.run(() -> bench.actions().redo());
        waitFor(() -> OnFx.call(() -> table().getItems().size()) == before + 1);
        OnFx.run(() -> bench.actions().undo());
        assertThat(OnFx.call(() -> table().getItems().size())).isEqualTo(before);
    }

    private TableView<?> table() {
        return (TableView<?>) there("#rows");
    }

    private int focusedRow() {
        return find("#rows") instanceof TableView<?> table
                ? OnFx.call(() -> table.getFocusModel().getFocusedIndex())
                : -1;
    }
}
