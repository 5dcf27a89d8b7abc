package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.NodeHead;
import dev.dspex.store.RunFilter;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/** A function that an LM writes, in the window, with the real worker and its sandbox. */
class ScaffoldingTest extends WindowFixture {
    @Test
    void whatThePracticeLmWritesIsRefusedAndSaysWhy() throws Exception {
        startPython();
        openSample("support-triage");
        waitFor(bench.canRun()::get);
        OnFx.run(() -> bench.commands().get("edit.scaffold").run());
        waitFor(() -> find("#scaffold-task") != null);
        OnFx.run(() -> ((TextArea) there("#scaffold-task")).setText("Double a number."));
        type("#scaffold-function", "double(x: float) -> float");
        click("#scaffold-write");
        waitFor(() -> find("#scaffold-trials") != null || find("#scaffold-failed") != null);
        assertThat(OnFx.call(() -> there("#scaffold-add").isVisible())).isFalse();

        // What is said with a formula it can write; each writing is a run that can be opened again.
        var task = "Twice the number: `2 * x`. Right is `double(3) == 6`.";
        OnFx.run(() -> ((TextArea) there("#scaffold-task")).setText(task));
        click("#scaffold-write");
        waitFor(() -> find("#scaffold-add") instanceof Node add && add.isVisible());
        OnFx.run(() -> ((Button) there("#scaffold-leave")).fire());
        waitFor(() -> find("#scaffold-sheet") == null);
        var run =
                OnFx.call(
                        () ->
                                Objects.requireNonNull(bench.project())
                                        .runs()
                                        .store()
                                        .runs(RunFilter.ALL)
                                        .getFirst());
        assertThat(run.kind()).isEqualTo("scaffold");
        OnFx.run(() -> Objects.requireNonNull(bench.project()).openRun(run.id()));
        waitFor(() -> find("#scaffold-add") instanceof Node add && add.isVisible());
        assertThat(OnFx.call(() -> ((TextArea) there("#scaffold-task")).getText())).isEqualTo(task);
    }

    @Test
    void aWrittenFunctionIsAddedAsOneStepOfUndo() throws Exception {
        openSample("support-triage");
        var canvas = OnFx.call(() -> bench.design().currentCanvas().orElseThrow());
        var before = OnFx.call(() -> canvas.model().program());
        var node =
                new CodeNode(
                        new NodeHead("classify"),
                        List.of(new Field("x", FieldType.Basic.FLOAT)),
                        List.of(new Field("result", FieldType.Basic.FLOAT)),
                        "def run(x):\n    return {'result': 2 * x}\n");
        OnFx.run(() -> canvas.add(node));
        assertThat(OnFx.call(() -> canvas.model().program().nodes().getLast()))
                .isInstanceOfSatisfying(
                        CodeNode.class,
                        added -> {
                            assertThat(added.id()).startsWith("classify").isNotEqualTo("classify");
                            assertThat(added.source()).isEqualTo(node.source());
                        });
        OnFx.run(bench.actions()::undo);
        assertThat(OnFx.call(() -> canvas.model().program())).isEqualTo(before);
    }
}
