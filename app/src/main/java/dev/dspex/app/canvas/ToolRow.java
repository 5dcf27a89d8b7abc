package dev.dspex.app.canvas;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Layout;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

/** A tool of a ReAct node with a state of its own. */
final class ToolRow extends HBox {
    private final StateIcon state = new StateIcon(RunState.IDLE, 14);
    private final Label note = Labels.label("", "tiny", "muted");

    ToolRow(String tool) {
        getStyleClass().add("tool-state-row");
        getChildren().addAll(state, Layout.wide(Labels.cut(tool, "mono-strip")), note);
    }

    void show(NodeStatus.@Nullable Tool tool) {
        state.setState(tool == null ? RunState.IDLE : tool.state());
        note.setText(tool == null ? "" : tool.note());
    }
}
