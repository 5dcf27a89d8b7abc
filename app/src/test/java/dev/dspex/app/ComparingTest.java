package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.Edits;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Program;
import dev.dspex.version.Version;

import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Objects;

/** Earlier versions of a program: listed, compared with now, brought back. */
class ComparingTest extends WindowFixture {
    @Test
    void whatWasSavedIsComparedAndBroughtBack() throws IOException {
        openWithoutRuns("support-triage");
        var document = document();
        var first = document.program();
        OnFx.run(() -> document.apply("Instructions", p -> instructed(p, "Choose at once.")));
        OnFx.run(() -> bench.actions().save());
        waitFor(() -> OnFx.call(() -> !document.dirty()));

        OnFx.run(() -> bench.design().showTool(Comparing.VERSIONS));
        waitFor(
                () ->
                        OnFx.call(
                                () ->
                                        find("#version-list") != null
                                                && versions().getItems().size() == 2));
        OnFx.run(() -> versions().getSelectionModel().clearAndSelect(1));
        click("#version-compare");
        waitFor(() -> find("#comparison") != null);
        assertThat(shows("Node classify")).isTrue();
        assertThat(shows("signature.instructions")).isTrue();
        OnFx.run(() -> ((ToggleButton) there("#compare-inline")).fire());
        waitFor(() -> shows("Choose at once."));

        click("#version-restore");
        waitFor(() -> OnFx.call(() -> document.program().equals(first)));
        OnFx.run(() -> bench.actions().undo());
        assertThat(OnFx.call(() -> instructions(document.program()))).isEqualTo("Choose at once.");
    }

    @SuppressWarnings("unchecked")
    private ListView<Version> versions() {
        return (ListView<Version>) there("#version-list");
    }

    private ProgramDocument document() {
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        return project.project().documents().get("triage").orElseThrow().document();
    }

    private static Program instructed(Program program, String words) {
        var node = (ModuleNode) program.node("classify").orElseThrow();
        return Edits.replace(program, node.withSignature(node.signature().withInstructions(words)));
    }

    private static String instructions(Program program) {
        return ((ModuleNode) program.node("classify").orElseThrow()).signature().instructions();
    }
}
