package dev.dspex.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.dataset.SplitFiles;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Rows split into train, validation and test by a person. */
class SplitFormTest {
    @TempDir Path folder;
    private DataWindow window;

    @BeforeEach
    void open() throws Exception {
        var rows = new StringBuilder();
        for (int i = 0; i < 40; i++)
            rows.append("{\"ticket\": \"Ticket ")
                    .append(i)
                    .append("\", \"team\": \"")
                    .append(i % 4 == 0 ? "billing" : "tech")
                    .append("\"}\n");
        window = new DataWindow(Files.writeString(folder.resolve("train.jsonl"), rows));
        window.choose("data-split");
        window.until(() -> window.there("split-write") && !write().isDisable());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void thePreviewCountsTheClassesAndTheFilesGetTheseRows() throws Exception {
        assertThat(preview())
                .containsSubsequence("All rows", "24", "8", "8")
                .containsSubsequence("tech", "18", "6", "6")
                .containsSubsequence("billing", "6", "2", "2")
                .contains(
                        "becomes the train data instead of data/train.jsonl",
                        "becomes the validation data");
        window.type("split-train", "75");
        window.type("split-validation", "25");
        window.type("split-test", "0");
        window.until(() -> preview().contains("30"));
        assertThat(preview())
                .containsSubsequence("tech", "22", "8", "0")
                .contains("data/test.jsonl", "stays the test data");
        window.click("split-write");
        window.until(() -> window.splits.made != null);
        var made = Objects.requireNonNull(window.splits.made);
        assertThat(made.split().seed()).isEqualTo(7);
        assertThat(made.stratum()).isEqualTo("team");
        var place = folder.resolve("data/train-split");
        assertThat(Files.readAllLines(place.resolve("train.jsonl"))).hasSize(30);
        assertThat(Files.readAllLines(place.resolve("validation.jsonl")))
                .hasSize(10)
                .doesNotContainAnyElementsOf(Files.readAllLines(place.resolve("train.jsonl")));
        assertThat(SplitFiles.read(place)).contains(made);
    }

    @Test
    void whatCannotBeUsedIsSaidAndNothingIsWritten() throws Exception {
        window.type("split-train", "many");
        assertThat(write().isDisable()).isTrue();
        assertThat(said()).contains("A share is a whole number from 0 to 1,000,000.");
        window.type("split-train", "0");
        window.type("split-validation", "0");
        window.type("split-test", "0");
        assertThat(said()).contains("One share at least is more than 0.");
        window.type("split-test", "1");
        window.type("split-seed", "-1");
        assertThat(said()).contains("The seed is a whole number of at most 18 digits.");
        window.type("split-seed", "3");
        Files.createDirectories(folder.resolve("data/taken"));
        window.type("split-folder", "taken");
        assertThat(said())
                .contains(
                        "There is data/taken already. Nothing is written over: choose another"
                                + " folder.");
        window.type("split-folder", "../out");
        assertThat(write().isDisable()).isTrue();
        window.type("split-folder", "free");
        window.until(() -> !write().isDisable());
        window.click("split-close");
        assertThat(window.there("split-form")).isFalse();
        assertThat(folder.resolve("data/free")).doesNotExist();
    }

    @Test
    void aPartOfASplitCanBeGivenBack() throws Exception {
        window.click("split-write");
        window.until(() -> window.splits.made != null);
        window.close();
        window =
                new DataWindow(folder.resolve("data/train-split/train.jsonl"), "data/train-split/");
        window.choose("data-unsplit");
        assertThat(window.splits.undone).isEqualTo(folder.resolve("data/train-split"));
    }

    private Button write() {
        return (Button) window.node("split-write");
    }

    private List<String> preview() {
        return words("split-preview");
    }

    private List<String> said() {
        return words("split-form");
    }

    private List<String> words(String within) {
        return OnFx.call(
                () ->
                        window.node(within).lookupAll(".label").stream()
                                .filter(Node::isVisible)
                                .map(node -> ((Labeled) node).getText())
                                .toList());
    }
}
