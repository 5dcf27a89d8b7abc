package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.shell.TreeEntry;
import dev.dspex.app.testing.OnFx;
import dev.dspex.project.Opened;
import dev.dspex.project.Projects;

import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The data of a project is split in its window, and given back. */
class SplittingTest extends WindowFixture {
    @Test
    void theProjectLearnsFromTheNewFilesUntilTheSplitIsTakenBack() throws Exception {
        openSample("support-triage");
        var folder = OnFx.call(() -> Objects.requireNonNull(bench.project()).folder());
        var before = splits(folder);
        OnFx.run(() -> bench.design().open("data:train"));
        choose("data-split");
        waitFor(() -> find("#split-write") instanceof Button b && !OnFx.call(b::isDisable));
        click("#split-write");
        waitFor(() -> "data/train-split/train.jsonl".equals(splits(folder).get("train")));
        assertThat(splits(folder))
                .containsEntry("validation", "data/train-split/validation.jsonl")
                .containsEntry("test", "data/train-split/test.jsonl");
        waitFor(() -> tree().contains("rows:data/train.jsonl"));
        waitFor(() -> shows("Take back"));
        assertThat(Files.exists(folder.resolve("data/train.jsonl"))).isTrue();

        OnFx.run(() -> bench.design().open("data:validation"));
        choose("data-unsplit");
        waitFor(() -> splits(folder).equals(before));
        waitFor(() -> !tree().contains("rows:data/train.jsonl"));
        assertThat(folder.resolve("data/train-split")).doesNotExist();
    }

    private void choose(String id) {
        waitFor(() -> find("#data-more") != null);
        waitFor(
                () ->
                        OnFx.call(
                                () ->
                                        find("#data-more") instanceof MenuButton menu
                                                && menu.getItems().stream()
                                                        .filter(i -> id.equals(i.getId()))
                                                        .peek(MenuItem::fire)
                                                        .findFirst()
                                                        .isPresent()));
    }

    private List<String> tree() {
        return OnFx.call(
                () ->
                        bench.design().tree().stream()
                                .flatMap(entry -> entry.children().stream())
                                .map(TreeEntry::id)
                                .toList());
    }

    private static Map<String, String> splits(Path folder) {
        return Projects.open(folder) instanceof Opened.Ok ok
                ? ok.project().file().data()
                : Map.of();
    }
}
