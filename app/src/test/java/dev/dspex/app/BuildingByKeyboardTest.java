package dev.dspex.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.app.kit.RunState;
import dev.dspex.app.testing.OnFx;
import dev.dspex.program.Field;
import dev.dspex.program.Node;
import dev.dspex.program.Program;

import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Three nodes, built, wired, run and undone by somebody who has no mouse. */
class BuildingByKeyboardTest extends PersonFixture {
    private static final int ISLANDS = 8;
    private static final int STOPS = 40;

    @Test
    void threeNodesAreBuiltWiredRunAndUndoneByKeysAlone() {
        startPython();
        emptyPage();
        goTo("graph");
        add(KeyCode.SPACE, "predict");
        push(KeyCode.SHIFT, KeyCode.L); // into the node: only the program's own end can feed it
        push(KeyCode.ENTER);
        push(KeyCode.L);
        add(KeyCode.SPACE, "chain");
        push(KeyCode.L);
        push(KeyCode.DOWN); // after the reasoning comes the answer
        add(KeyCode.SPACE, "predict");
        push(KeyCode.L);
        push(KeyCode.UP); // the last choice is a new field of the output
        push(KeyCode.ENTER);
        var built = document().program();
        assertThat(built.nodes())
                .extracting(Node::id)
                .containsExactly("predict", "chain_of_thought", "predict_2");
        assertThat(built.inputs()).extracting(Field::name).containsExactly("question");
        assertThat(built.outputs()).hasSize(1);
        assertThat(document().problems()).noneMatch(p -> p.isError());

        run();
        goTo("graph");
        for (var steps = 0; OnFx.call(document()::undoName).isPresent(); steps++) {
            assertThat(steps).isLessThan(STOPS);
            push(KeyCode.CONTROL, KeyCode.Z);
        }
        assertThat(document().program()).isEqualTo(Program.empty("triage"));
        while (OnFx.call(document()::redoName).isPresent())
            push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertThat(document().program()).isEqualTo(built);
    }

    private void emptyPage() {
        places.choose(data.resolve("mine"));
        push(KeyCode.CONTROL, KeyCode.N);
        waitFor(() -> OnFx.call(() -> bench.design().currentCanvas().isPresent()));
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.N);
        waitFor(() -> "name-field".equals(focusedId()));
        robot.write("triage");
        push(KeyCode.ENTER);
        waitFor(() -> find("#tab-canvas:triage") != null);
        push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.P);
        waitFor(() -> "palette-query".equals(focusedId()));
        robot.write("make main");
        waitFor(() -> shows("1 result"));
        push(KeyCode.ENTER);
        waitFor(() -> project().project().main().equals("triage") && find("#graph") != null);
    }

    private void run() {
        waitFor(bench.canRun()::get);
        goTo("input-question");
        robot.write("How far is the moon?");
        push(KeyCode.F5);
        runEnds();
        var model = canvas().model();
        waitFor(() -> OnFx.call(() -> model.status("output").state() == RunState.OK));
        for (var node : document().program().nodes())
            assertThat(model.status(node.id()).state()).isEqualTo(RunState.OK);
    }

    /** Types the start of a kind into what the key opens, and adds it. */
    private void add(KeyCode key, String kind) {
        var before = document().program().nodes().size();
        push(key);
        waitFor(() -> "quick-add-query".equals(focusedId()));
        robot.write(kind);
        push(KeyCode.ENTER);
        waitFor(() -> document().program().nodes().size() == before + 1);
    }

    /** From island to island, and there from stop to stop. */
    private void goTo(String id) {
        waitFor(() -> find("#" + id) != null);
        for (var i = 0; i < ISLANDS && !id.equals(focusedId()); i++) {
            push(KeyCode.F6);
            if (!near(id)) continue;
            for (var j = 0; j < STOPS && near(id) && !id.equals(focusedId()); j++)
                push(KeyCode.TAB);
        }
        assertThat(focusedId()).isEqualTo(id);
    }

    /** Whether the keyboard is on the island on which the node is. */
    private boolean near(String id) {
        return OnFx.call(() -> island(there("#" + id)) == island(focused()));
    }

    private static javafx.scene.@Nullable Node island(javafx.scene.@Nullable Node node) {
        var at = node;
        while (at != null
                && !at.getStyleClass().contains("island")
                && !at.getStyleClass().contains("container-leaf")) at = at.getParent();
        return at;
    }

    private @Nullable String focusedId() {
        return OnFx.call(
                () -> {
                    var owner = stage.getScene().getFocusOwner();
                    return owner == null ? null : owner.getId();
                });
    }
}
