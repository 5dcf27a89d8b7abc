package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.edit.Edits;
import dev.dspex.event.RunStatus;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;

import org.fxmisc.richtext.StyleClassedTextArea;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Set;

/** The prompt of a signature follows its edits, and the module is tried, with real DSPy. */
class SignatureTryTest extends WindowFixture {
    @Test
    void thePromptFollowsEditsAndTheModuleIsTriedAlone() {
        startPython();
        openSample("support-triage");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));

        OnFx.run(() -> bench.design().open("signature:triage:classify"));
        waitFor(() -> prompt("[[ ## ticket ## ]]"));
        OnFx.run(
                () ->
                        ((TextInputControl) there("#signature-instruction"))
                                .setText("Name the team, nothing else."));
        waitFor(() -> prompt("Name the team, nothing else."));
        chooseAdapter("XMLAdapter");
        waitFor(() -> prompt("<ticket>"));
        chooseAdapter("JSONAdapter");
        waitFor(() -> prompt("JSON"));

        // the rest of the program is broken; this module is not
        var document = project.project().documents().get("triage").orElseThrow().document();
        OnFx.run(() -> document.apply("Delete", p -> Edits.delete(p, Set.of("prioritise"))));
        OnFx.run(() -> ((ToggleButton) there("#try-tab")).fire());
        waitFor(() -> OnFx.call(() -> field("ticket") != null));
        OnFx.run(
                () ->
                        ((TextInputControl) Objects.requireNonNull(field("ticket")))
                                .setText("My invoice is wrong."));
        click("#try-run");
        waitFor(() -> OnFx.call(() -> project.runs().run.status() == RunStatus.FINISHED));
        waitFor(() -> OnFx.call(() -> there("#try").lookup("#output-queue") != null));
        assertThat(OnFx.call(() -> project.runs().run.inputs())).containsOnlyKeys("ticket");
        OnFx.run(() -> ((ToggleButton) there("#prompt-tab")).fire());
        waitFor(() -> prompt("My invoice is wrong."));
    }

    private @Nullable Node field(String input) {
        Node form = find("#try");
        return form == null ? null : form.lookup("#input-" + input);
    }

    @SuppressWarnings("unchecked")
    private void chooseAdapter(String name) {
        OnFx.run(() -> ((ComboBox<String>) there("#prompt-adapter")).setValue(name));
    }

    private boolean prompt(String part) {
        return OnFx.call(
                () ->
                        robot.lookup(
                                        n ->
                                                n instanceof StyleClassedTextArea area
                                                        && area.getText().contains(part)
                                                        && !"signature-code".equals(n.getId()))
                                .tryQuery()
                                .isPresent());
    }
}
