package dev.dspex.app.inspector;

import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Steps of undo of what a field edits. */
interface Steps {
    KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    List<KeyCombination> REDO =
            List.of(
                    KeyCombination.valueOf("Shortcut+Shift+Z"),
                    KeyCombination.valueOf("Shortcut+Y"));

    void undo();

    void redo();

    /** What comes next is a step of its own. */
    void seal();

    /**
     * Undo and redo while a control that has an undo of its own has the keyboard.
     *
     * @param undo takes the key first: true where there was something of its own to undo
     */
    default void undoKeys(Node control, BooleanSupplier undo) {
        control.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (UNDO.match(e)) {
                        if (!undo.getAsBoolean()) undo();
                    } else if (REDO.stream().anyMatch(key -> key.match(e))) redo();
                    else return;
                    e.consume();
                });
    }
}
