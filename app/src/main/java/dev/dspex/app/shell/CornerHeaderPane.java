package dev.dspex.app.shell;

import javafx.scene.Node;

import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.layout.container.DockContainerLeaf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A tab strip with buttons of ours at its right end, and bento's list of tabs that do not fit. */
final class CornerHeaderPane extends HeaderPane {
    private final Supplier<List<Node>> corner;

    CornerHeaderPane(DockContainerLeaf leaf, Supplier<List<Node>> corner) {
        this.corner = corner; // the super constructor asks for the buttons
        super(leaf);
    }

    @Override
    protected Node[] createButtonArray() {
        var nodes = new ArrayList<Node>();
        nodes.add(createDockableListButton());
        nodes.addAll(corner.get());
        return nodes.toArray(Node[]::new);
    }
}
