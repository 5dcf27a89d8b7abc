package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.i18n.Texts;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.ProgramNode;

import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** Patterns in the window: their thoughts, with real DSPy, and those that a person keeps. */
class PatternsTest extends WindowFixture {
    private static final KeyEvent ENTER =
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);

    @Test
    void aPatternOpensIntoWhatItDid() throws Exception {
        startPython();
        openWithoutRuns("second-opinion");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow().model());
        OnFx.run(() -> canvas.selectedProperty().set("classify"));
        perform("run.thoughts");
        waitFor(() -> find("#pattern") != null);
        assertThat(find("#thoughts")).isNull();

        perform("run.start");

        waitFor(() -> thoughts().startsWith("Tree of 5 thoughts"));
        waitFor(() -> OnFx.call(() -> project.runs().run.status().ended()));
        waitFor(() -> find("#thought-prompt") instanceof Node button && !button.isDisabled());
        click("#thought-prompt");
        waitFor(() -> find("#trace-content") != null);
    }

    private String thoughts() {
        return OnFx.call(
                () -> {
                    var tree = find("#thoughts");
                    return tree == null ? "" : Objects.toString(tree.getAccessibleText(), "");
                });
    }

    @Test
    void whatIsSelectedIsKeptAndAddedElsewhere() throws Exception {
        openSample("support-triage");
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
        OnFx.run(() -> canvas.model().selection().only(List.of("classify", "prioritise")));
        perform("edit.pattern");
        waitFor(() -> find("#pattern-name") != null);
        type("#pattern-name", "Team and priority");
        click("#pattern-save");

        waitFor(() -> shows(Texts.text("workbench.pattern.saved", "Team and priority")));
        assertThat(data.resolve("patterns/Team and priority.pattern.json")).exists();
        assertThat(OnFx.call(() -> canvas.model().program().nodes())).hasSize(2);

        OnFx.run(() -> canvas.model().selection().clear());
        perform("canvas.add");
        type("#quick-add-query", "Team and priority");
        OnFx.run(() -> Event.fireEvent(there("#quick-add-query"), ENTER));
        waitFor(() -> OnFx.call(() -> canvas.model().program().nodes().size() == 3));
        assertThat(OnFx.call(() -> canvas.model().program().nodes().getLast()))
                .isInstanceOfSatisfying(
                        ProgramNode.class,
                        node -> {
                            assertThat(node.title()).isEqualTo("Team and priority");
                            assertThat(node.program().nodes()).hasSize(2);
                        });
        OnFx.run(bench.actions()::undo);
        assertThat(OnFx.call(() -> canvas.model().program().nodes())).hasSize(2);
    }

    private void perform(String command) {
        OnFx.run(() -> bench.commands().get(command).run());
    }
}
