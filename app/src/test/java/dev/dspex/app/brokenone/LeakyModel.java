package dev.dspex.app.brokenone;

import dev.dspex.app.brokentwo.Neighbour;

import javafx.application.Platform;
import javafx.scene.Node;

/** Breaks every rule of ArchitectureTest, to prove that they bite. */
public final class LeakyModel {
    public Node view(Neighbour neighbour) {
        Platform.runLater(() -> {});
        return neighbour.node();
    }
}
