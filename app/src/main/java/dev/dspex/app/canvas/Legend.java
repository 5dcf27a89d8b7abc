package dev.dspex.app.canvas;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateIcon;

import javafx.scene.layout.HBox;

import java.util.List;

/** What the shapes mean. */
final class Legend extends HBox {
    private static final List<RunState> STATES =
            List.of(
                    RunState.IDLE,
                    RunState.READY,
                    RunState.RUNNING,
                    RunState.OK,
                    RunState.WARNING,
                    RunState.ERROR,
                    RunState.STALE,
                    RunState.SKIPPED);

    Legend() {
        getStyleClass().addAll("float-box", "legend");
        for (var state : STATES) {
            getChildren()
                    .add(Labels.withIcon(Labels.label(state.word()), new StateIcon(state, 14), 4));
        }
    }
}
