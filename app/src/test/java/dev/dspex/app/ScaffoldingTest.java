package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.testing.OnFx;
import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.NodeHead;

import javafx.scene.control.TextArea;

import org.junit.jupiter.api.Test;

import java.util.List;

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
