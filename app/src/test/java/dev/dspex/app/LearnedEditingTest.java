package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.optimize.LearnedState;
import dev.dspex.project.ProjectFile;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What was learned, edited by hand: into a new file, and used from then on. */
class LearnedEditingTest extends WindowFixture {
    private static final String LEARNED =
            """
            {"classify.predict": {"traces": [], "train": [], "lm": null,
               "demos": [{"augmented": true, "ticket": "No light", "queue": "Amber"},
                         {"ticket": "No sound", "queue": "Cobalt"}],
               "signature": {"instructions": "Choose.", "fields": []}},
             "prioritise": {"demos": [], "signature": {"instructions": "Decide.", "fields": []}},
             "metadata": {"dependency_versions": {"dspy": "3.4.1"}}}
            """;
    private Path folder;

    @BeforeEach
    void learned() throws IOException {
        openSample("support-triage");
        folder = data.resolve("samples/support-triage");
        Files.createDirectories(folder.resolve("state/triage"));
        Files.writeString(folder.resolve("state/triage/r-1.json"), LEARNED);
        OnFx.run(bench::closeProject);
        OnFx.run(() -> bench.open(folder));
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        OnFx.run(() -> bench.design().open("state:state/triage/r-1.json"));
        waitFor(() -> find("#learned-instructions") != null);
    }

    @Test
    void instructionsAndDemonstrationsAreEditedUndoneAndSavedAsANewState() throws IOException {
        OnFx.run(() -> area("#learned-instructions").setText("Choose well."));
        OnFx.run(() -> area("#demo-1-queue").setText("Violet"));
        click("#demo-remove-0");
        waitFor(() -> find("#learned-instructions") != null && find("#demo-1-queue") == null);
        OnFx.run(() -> area("#learned-instructions").requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        waitFor(() -> find("#demo-1-queue") != null);
        assertThat(OnFx.call(() -> area("#demo-1-queue").getText())).isEqualTo("Violet");

        click("#learned-save");

        var saved = folder.resolve("state/triage/r-1-edited.json");
        waitFor(() -> Files.exists(saved));
        var state = LearnedState.read(saved);
        assertThat(state.instructions("classify.predict")).isEqualTo("Choose well.");
        assertThat(state.demos("classify.predict")).hasSize(2);
        assertThat(state.demos("classify.predict").getLast().path("queue").asString())
                .isEqualTo("Violet");
        assertThat(state.content().path("metadata").isObject()).isTrue();
        assertThat(folder.resolve("state/triage/r-1.json")).hasContent(LEARNED);
    }

    @Test
    void aStateIsUsedFromNowOn() throws IOException {
        click("#learned-use");
        waitFor(
                () -> {
                    try {
                        return Files.readString(folder.resolve(ProjectFile.NAME))
                                .contains("state/triage/r-1.json");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        waitFor(() -> shows("In use"));
    }

    private TextArea area(String selector) {
        return (TextArea) there(selector);
    }
}
