package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.event.RunStatus;
import dev.dspex.program.Node;

import javafx.scene.control.TextInputControl;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** Parts of a program run from the window, with real DSPy and the Practice LM. */
class NodeRunsTest extends WindowFixture {
    @Test
    void aNodeRunsAloneIsPinnedAndTheProgramRunsUpToIt() throws Exception {
        startPython();
        openWithoutRuns("support-triage");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow().model());

        select(canvas, "prioritise");
        perform("run.node");
        waitFor(() -> OnFx.call(() -> ticket() != null));
        OnFx.run(() -> Objects.requireNonNull(ticket()).setText("My invoice is wrong."));
        click("#node-inputs-run");
        ended(project, 1);
        assertThat(canvas.status("prioritise").state()).isEqualTo(RunState.OK);
        assertThat(canvas.status("prioritise").values()).containsKey("priority");
        assertThat(canvas.status("classify").state()).isEqualTo(RunState.IDLE);

        perform("run.pin");
        waitFor(() -> OnFx.call(() -> node(project).isPinned()));
        assertThat(canvas.box("prioritise").orElseThrow().pinned()).isTrue();

        select(canvas, "classify");
        perform("run.here");
        ended(project, 2);
        assertThat(canvas.status("classify").values()).containsKey("queue");
        assertThat(canvas.status("prioritise").state()).isEqualTo(RunState.OK);

        perform("run.node");
        ended(project, 3);
        assertThat(OnFx.call(() -> project.runs().run.outputs())).containsKey("queue");

        perform("run.start");
        ended(project, 4);
        assertThat(OnFx.call(() -> project.runs().run.usage().calls())).isEqualTo(1);
        assertThat(OnFx.call(() -> project.runs().run.outputs())).containsKey("priority");

        select(canvas, "prioritise");
        perform("run.unpin");
        assertThat(OnFx.call(() -> node(project).isPinned())).isFalse();
        OnFx.run(() -> bench.actions().undo());
        assertThat(OnFx.call(() -> node(project).isPinned())).isTrue();
    }

    @Test
    void nodesOfASubProgramRunAloneArePinnedAndRunUpTo() throws Exception {
        startPython();
        openWithoutRuns("support-triage");
        waitFor(bench.canRun()::get);
        var project = Objects.requireNonNull(OnFx.call(bench::project));
        waitFor(() -> OnFx.call(() -> project.firstRow() != null));
        var view = OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
        var canvas = view.model();
        OnFx.run(() -> canvas.selection().only(List.of("classify", "prioritise")));
        perform("edit.collapse");
        OnFx.run(() -> view.show("steps.classify"));
        assertThat(canvas.path()).containsExactly("steps");

        perform("run.here");
        ended(project, 1);
        assertThat(canvas.status("classify").state()).isEqualTo(RunState.OK);
        assertThat(canvas.status("classify").values()).containsKey("queue");
        assertThat(canvas.status("prioritise").state()).isEqualTo(RunState.IDLE);

        perform("run.node");
        ended(project, 2);
        assertThat(OnFx.call(() -> project.runs().run.outputs())).containsKey("queue");

        assertThat(OnFx.call(() -> enabled("run.unpin"))).isFalse();
        perform("run.pin");
        waitFor(() -> OnFx.call(() -> enabled("run.unpin")));
        assertThat(canvas.box("classify").orElseThrow().pinned()).isTrue();
        assertThat(OnFx.call(() -> enabled("run.pin"))).isFalse();

        perform("run.start");
        ended(project, 3);
        assertThat(canvas.status("prioritise").state()).isEqualTo(RunState.OK);
        OnFx.run(() -> view.show("steps"));
        assertThat(canvas.path()).isEmpty();
        assertThat(canvas.status("steps").values()).containsKeys("priority");
    }

    private boolean enabled(String command) {
        return bench.commands().get(command).isEnabled();
    }

    /** The field of the sheet; there is one of this name in the form of the program too. */
    private @Nullable TextInputControl ticket() {
        var sheet = find("#node-inputs");
        return sheet == null ? null : (TextInputControl) sheet.lookup("#input-ticket");
    }

    private static void select(CanvasModel canvas, String id) {
        OnFx.run(() -> canvas.selectedProperty().set(id));
    }

    private void perform(String command) {
        OnFx.run(() -> bench.commands().get(command).run());
    }

    private static Node node(ProjectSession project) {
        return project.project()
                .mainProgram()
                .flatMap(program -> program.node("prioritise"))
                .orElseThrow();
    }

    private static void ended(ProjectSession project, int runs) {
        waitFor(
                () ->
                        OnFx.call(
                                () ->
                                        project.runs().history.items().size() == runs
                                                && !project.runs().isRunning()
                                                && project.runs().run.status()
                                                        == RunStatus.FINISHED));
    }
}
