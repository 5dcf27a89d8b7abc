package dev.dspex.app.feed;

import dev.dspex.app.i18n.Texts;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.StyleClassedTextArea;

import java.util.List;

/**
 * Text to read, select and copy, in the code font. It appends cheaply, keeps to its end unless the
 * person has scrolled up, and Tab leaves it.
 */
public final class ReadOnlyText extends VirtualizedScrollPane<StyleClassedTextArea> {
    /** A piece of text with a style class, empty for none. */
    public record Run(String text, String style) {}

    private final StyleClassedTextArea area;

    public ReadOnlyText(String accessibleName) {
        super(new StyleClassedTextArea());
        area = getContent();
        area.setEditable(false);
        area.setWrapText(true);
        area.setAccessibleText(accessibleName);
        area.setContextMenu(new ContextMenu(copyItem()));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        getStyleClass().add("read-only-text");
        setMinSize(0, 0);
    }

    public StyleClassedTextArea area() {
        return area;
    }

    public String text() {
        return area.getText();
    }

    public void setText(String text) {
        setRuns(List.of(new Run(text, "")));
    }

    public void setRuns(List<Run> runs) {
        area.clear();
        for (var run : runs) area.append(run.text(), run.style());
        area.moveTo(0);
        area.requestFollowCaret();
    }

    /**
     * Appends, and drops from the front what is over {@code limit} letters. One change of the
     * document.
     */
    public void append(String more, String style, int limit) {
        boolean follow = atEnd();
        int over = area.getLength() + more.length() - limit;
        if (over > 0) area.deleteText(0, Math.min(over, area.getLength()));
        area.append(more, style);
        if (follow) toEnd();
    }

    public void clear() {
        area.clear();
    }

    /** Whether the end of the text is in view. */
    public boolean atEnd() {
        double all = area.getTotalHeightEstimate();
        double top = area.getEstimatedScrollY();
        return !(all > 0) || top + area.getHeight() >= all - 24;
    }

    private void toEnd() {
        area.moveTo(area.getLength());
        area.requestFollowCaret();
    }

    private MenuItem copyItem() {
        var copy = new MenuItem(Texts.text("feed.copy"));
        copy.setOnAction(
                _ -> {
                    if (area.getSelectedText().isEmpty()) area.selectAll();
                    area.copy();
                });
        return copy;
    }

    /** A text area keeps Tab for itself; here it leads on. */
    private void leave(KeyEvent e) {
        if (e.getCode() != KeyCode.TAB) return;
        e.consume();
        area.requestFocusTraversal(
                e.isShiftDown()
                        ? javafx.scene.TraversalDirection.PREVIOUS
                        : javafx.scene.TraversalDirection.NEXT);
    }
}
