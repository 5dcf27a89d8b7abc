package dev.dspex.app.brokentwo;

import dev.dspex.app.brokenone.LeakyModel;

import javafx.scene.Node;
import javafx.scene.layout.Region;

/** The other half of a cycle between two features. */
public final class Neighbour {
    public Node node() {
        return new Region();
    }

    public Node again() {
        return new LeakyModel().view(this);
    }
}
