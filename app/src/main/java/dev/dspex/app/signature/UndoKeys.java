package dev.dspex.app.signature;

import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import java.util.List;

/** Undo and redo of the program while a control that has an undo of its own has the keyboard. */
final class UndoKeys {
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final List<KeyCombination> REDO =
            List.of(
                    KeyCombination.valueOf("Shortcut+Shift+Z"),
                    KeyCombination.valueOf("Shortcut+Y"));

    private UndoKeys() {}

    static void install(Node control, Runnable undo, Runnable redo) {
        control.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (UNDO.match(e)) undo.run();
                    else if (REDO.stream().anyMatch(k -> k.match(e))) redo.run();
                    else return;
                    e.consume();
                });
    }
}
