package dev.dspex.app;

import dev.dspex.program.Node;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

/** Whether one node of the main program is selected, and what can be done with it. */
final class SelectedNode {
    private final ReadOnlyBooleanWrapper some = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper pinned = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper free = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper pattern = new ReadOnlyBooleanWrapper();

    /**
     * @param node null for none
     */
    void set(@Nullable Node node) {
        some.set(node != null);
        pinned.set(node != null && node.isPinned());
        free.set(node == null || !node.isPinned());
        pattern.set(node != null && PatternViews.isPattern(node));
    }

    ReadOnlyBooleanProperty some() {
        return some.getReadOnlyProperty();
    }

    /** Whether it gives a kept output. */
    ReadOnlyBooleanProperty pinned() {
        return pinned.getReadOnlyProperty();
    }

    /** Whether none is selected that gives a kept output. */
    ReadOnlyBooleanProperty free() {
        return free.getReadOnlyProperty();
    }

    /** Whether it is a pattern, whose thoughts can be opened. */
    ReadOnlyBooleanProperty pattern() {
        return pattern.getReadOnlyProperty();
    }
}
