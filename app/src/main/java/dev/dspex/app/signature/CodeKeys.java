package dev.dspex.app.signature;

import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.fxmisc.richtext.CodeArea;

/** Keys as in editors of Python: Enter and Tab indent; Shift+Tab leaves. */
final class CodeKeys {
    private static final String INDENT = "    ";

    private CodeKeys() {}

    static void install(CodeArea area, CodeCompletion completion) {
        area.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (completion.key(e)) e.consume();
                    else key(area, e);
                });
    }

    private static void key(CodeArea area, KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) return;
        if (e.getCode() == KeyCode.ENTER) area.replaceSelection("\n" + indent(area));
        else if (e.getCode() == KeyCode.TAB && e.isShiftDown())
            area.requestFocusTraversal(TraversalDirection.PREVIOUS);
        else if (e.getCode() == KeyCode.TAB)
            area.replaceSelection(INDENT.substring(area.getCaretColumn() % INDENT.length()));
        else return;
        e.consume();
        area.requestFollowCaret();
    }

    /** That of this line, and more after a colon. */
    private static String indent(CodeArea area) {
        var line = area.getText(area.getCurrentParagraph());
        var before = line.substring(0, Math.min(area.getCaretColumn(), line.length()));
        var width = before.length() - before.stripLeading().length();
        return before.substring(0, width) + (before.strip().endsWith(":") ? INDENT : "");
    }
}
