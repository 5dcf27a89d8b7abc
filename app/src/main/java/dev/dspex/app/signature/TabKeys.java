package dev.dspex.app.signature;

import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Tab leaves a field of several lines, as it leaves one of a single line. */
final class TabKeys {
    private TabKeys() {}

    static void leaveWithTab(Node area) {
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() != KeyCode.TAB || e.isControlDown() || e.isAltDown()) return;
                    area.requestFocusTraversal(
                            e.isShiftDown()
                                    ? TraversalDirection.PREVIOUS
                                    : TraversalDirection.NEXT);
                    e.consume();
                });
    }
}
