package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;

import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;

/** What the project says is edited in the inspector while nothing is selected. */
class ProjectSettingsTest extends WindowFixture {
    @Test
    void settingsAreEditedWrittenAtOnceAndTakenBack() throws Exception {
        openSample("support-triage");
        var project = Objects.requireNonNull(OnFx.call(bench::project)).project();
        var before = project.file();
        showInspector();

        write("#project-seed", "41");
        write("#project-metric", "nonsense");
        assertThat(project.file().seed()).isEqualTo(41);
        assertThat(project.file().metric()).isEqualTo(before.metric());
        write("#project-metric", "exact");
        OnFx.run(() -> adapter().setValue("XMLAdapter"));
        waitFor(() -> onDisk(project, "\"XMLAdapter\"") && onDisk(project, "\"seed\": 41"));

        OnFx.run(() -> bench.actions().undo());
        assertThat(OnFx.call(() -> adapter().getValue())).isEqualTo(before.adapter());
        assertThat(project.file().seed()).isEqualTo(41);
        while (project.settings().canUndo()) OnFx.run(() -> bench.actions().undo());
        assertThat(project.file()).isEqualTo(before);
        waitFor(() -> onDisk(project, "\"seed\": " + before.seed()));

        OnFx.run(() -> bench.actions().redo());
        assertThat(project.file().seed()).isEqualTo(41);
    }

    @Test
    void undoTakesBackWhatWasEditedLast() throws Exception {
        openSample("support-triage");
        var project = Objects.requireNonNull(OnFx.call(bench::project)).project();
        var seed = project.file().seed();
        showInspector();
        write("#project-seed", "41");
        var document = project.documents().get(project.main()).orElseThrow().document();
        OnFx.run(() -> document.apply("describe", p -> p.withDescription("other words")));

        OnFx.run(() -> bench.actions().undo());
        assertThat(document.dirty()).isFalse();
        assertThat(project.file().seed()).isEqualTo(41);
        OnFx.run(() -> bench.actions().undo());
        assertThat(project.file().seed()).isEqualTo(seed);
    }

    /** In a small window it lies over the canvas, and only where it is asked for. */
    private void showInspector() {
        OnFx.run(
                () -> {
                    if (find("#project-seed") == null) bench.design().toggleInspector();
                });
        waitFor(() -> find("#project-seed") != null);
    }

    private void write(String field, String words) {
        OnFx.run(() -> ((TextInputControl) Objects.requireNonNull(find(field))).setText(words));
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> adapter() {
        return (ComboBox<String>) Objects.requireNonNull(find("#project-adapter"));
    }

    private static boolean onDisk(OpenProject project, String words) {
        try {
            return Files.readString(project.folder().resolve("dspex.json")).contains(words);
        } catch (IOException e) {
            return false;
        }
    }
}
