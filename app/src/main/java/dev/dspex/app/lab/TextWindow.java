package dev.dspex.app.lab;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.Layout;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The text of a lane. A window of {@link #LIMIT} letters is laid out, however long the text is; it
 * keeps to the end until the person scrolls up, and again when they come back to the end.
 */
final class TextWindow extends StackPane {
    /** Letters that are laid out. */
    static final int LIMIT = 120_000;

    /** What a window may have beyond that before its front is dropped. */
    private static final int SLACK = 40_000;

    private final CardArea area;
    private final Button earlier = Buttons.small(text("lab.earlier"), "chevron-up");
    private final Button tail = Buttons.small(text("lab.follow"), "arrow-down");
    private LaneText text = new LaneText();
    private long from;
    private long to;
    private int marked;
    private boolean following = true;
    private boolean downwards;

    TextWindow(String accessibleName) {
        area = new CardArea(accessibleName, this::copyAll);
        getStyleClass().add("lane-text");
        earlier.setOnAction(_ -> earlier());
        tail.setOnAction(_ -> follow());
        tail.getStyleClass().add("lane-follow");
        var column = new VBox(4, earlier, Layout.tall(area));
        column.setMinSize(0, 0);
        setAlignment(tail, Pos.BOTTOM_RIGHT);
        setMargin(tail, new Insets(0, 16, 4, 0));
        getChildren().addAll(column, tail);
        setMinSize(0, 0);
        area.addEventFilter(ScrollEvent.SCROLL, e -> moved(e.getDeltaY() > 0, e.getDeltaY() < 0));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        buttons();
    }

    /** Shows another text from its end. */
    void show(LaneText other) {
        text = other;
        following = true;
        toWindow(other.length() - LIMIT);
        area.toEnd();
    }

    /** Takes what was written since: one append. */
    void refresh() {
        if (!following && downwards && area.atEnd() && to < text.length()) following = true;
        long now = text.length();
        if (now > to && (following || to - from < LIMIT + SLACK)) append(now);
        mark();
        buttons();
    }

    private void append(long now) {
        if (now - to > LIMIT) {
            toWindow(now - LIMIT);
        } else {
            area.append(text.between(to, now));
            to = now;
            if (following && to - from > LIMIT + SLACK) {
                area.drop((int) (to - from - LIMIT));
                from = to - LIMIT;
            }
        }
        if (following) area.toEnd();
    }

    private void toWindow(long begin) {
        from = Math.max(0, begin);
        to = Math.min(text.length(), from + LIMIT);
        area.clear();
        area.append(text.between(from, to));
        marked = text.marks().size();
        buttons();
    }

    private void mark() {
        var marks = text.marks();
        for (; marked < marks.size(); marked++) {
            var mark = marks.get(marked);
            area.style(inArea(mark.from()), inArea(Math.min(mark.to(), to)), LaneText.REPEATED);
        }
    }

    private int inArea(long place) {
        return (int) Math.max(0, Math.min(place, to) - from);
    }

    private void earlier() {
        long begin = Math.max(0, from - LIMIT / 2);
        area.prepend(text.between(begin, from));
        from = begin;
        following = false;
        buttons();
    }

    /** Back to the end, and on with it. */
    void follow() {
        following = true;
        if (to < text.length() || to - from > LIMIT + SLACK) toWindow(text.length() - LIMIT);
        area.toEnd();
        buttons();
    }

    boolean following() {
        return following;
    }

    /** Selects a stretch and brings it into view. */
    void reveal(long begin, long end) {
        if (begin < from || end > to) toWindow(begin - LIMIT / 2);
        following = false;
        downwards = false;
        area.select(inArea(begin), inArea(end));
        buttons();
    }

    LaneText content() {
        return text;
    }

    /** What is laid out. */
    String shown() {
        return area.text();
    }

    void focus() {
        area.focus();
    }

    /** Everything, shown or not. */
    void copyAll() {
        var content = new ClipboardContent();
        content.putString(text.text());
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case UP, PAGE_UP, HOME -> moved(true, false);
            case DOWN, PAGE_DOWN, END -> moved(false, true);
            default -> {}
        }
    }

    /** On the scroll bar the person holds the text where it is. */
    private void pressed(MouseEvent e) {
        if (e.getTarget() instanceof javafx.scene.Node node
                && node.getStyleClass().stream()
                        .anyMatch(style -> style.equals("thumb") || style.equals("track")))
            moved(true, true);
    }

    private void moved(boolean up, boolean down) {
        if (up && area.scrolls()) following = false;
        downwards = down;
        if (down && !up && area.atEnd() && to >= text.length()) following = true;
        buttons();
    }

    private void buttons() {
        shown(earlier, from > 0);
        shown(tail, !following);
    }

    private static void shown(Button button, boolean shown) {
        button.setVisible(shown);
        button.setManaged(shown);
    }
}
