package dev.dspex.app.lab;

import dev.dspex.app.i18n.Texts;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.GenericStyledArea;
import org.fxmisc.richtext.StyledTextArea;
import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledSegment;
import org.fxmisc.richtext.model.TextOps;
import org.reactfx.util.Either;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Text with cards between its lines, to read, select and copy. Tab leads out of it. */
final class CardArea extends StackPane {
    /** Each letter more in a longer line costs more: such a line is broken at a space. */
    private static final int LONGEST_LINE = 1000;

    private static final double EDGE = 24;
    private static final Collection<String> PLAIN = List.of();
    private static final TextOps<Either<String, Card>, Collection<String>> OPS =
            SegmentOps.<Collection<String>>styledTextOps()
                    ._or(new CardOps(), (_, _) -> Optional.empty());

    private final GenericStyledArea<Collection<String>, Either<String, Card>, Collection<String>>
            area =
                    new GenericStyledArea<>(
                            PLAIN,
                            (paragraph, styles) -> paragraph.getStyleClass().addAll(styles),
                            PLAIN,
                            OPS,
                            false,
                            this::node);
    private int lineLength;

    CardArea(String accessibleName, Runnable copyAll) {
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("styled-text-area");
        area.setAccessibleText(accessibleName);
        area.setContextMenu(new ContextMenu(copyItem(), copyAllItem(copyAll)));
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::leave);
        var scroll = new VirtualizedScrollPane<>(area);
        scroll.getStyleClass().add("read-only-text");
        scroll.setMinSize(0, 0);
        getChildren().add(scroll);
        setMinSize(0, 0);
    }

    /** All that comes in a frame, as one change. */
    void append(List<LaneText.Stretch> stretches) {
        if (!stretches.isEmpty()) area.append(document(stretches));
    }

    /** In front of everything. */
    void prepend(List<LaneText.Stretch> stretches) {
        if (stretches.isEmpty()) return;
        int kept = lineLength;
        lineLength = 0;
        area.insert(0, document(stretches));
        lineLength = kept;
    }

    void clear() {
        area.clear();
        lineLength = 0;
    }

    /** Drops so many letters in front. */
    void drop(int letters) {
        if (letters > 0) area.deleteText(0, Math.min(letters, area.getLength()));
    }

    int letters() {
        return area.getLength();
    }

    void style(int from, int to, String style) {
        if (to > from) area.setStyle(from, to, List.of(style));
    }

    /** Selects and brings into view. */
    void select(int from, int to) {
        area.selectRange(from, Math.min(to, area.getLength()));
        area.requestFollowCaret();
    }

    void toEnd() {
        area.moveTo(area.getLength());
        area.requestFollowCaret();
    }

    boolean atEnd() {
        double all = area.getTotalHeightEstimate();
        return !(all > 0) || area.getEstimatedScrollY() + area.getHeight() >= all - EDGE;
    }

    /** Whether there is more text than fits. */
    boolean scrolls() {
        return area.getTotalHeightEstimate() > area.getHeight();
    }

    String text() {
        return area.getText();
    }

    void focus() {
        area.requestFocus();
    }

    private ReadOnlyStyledDocument<Collection<String>, Either<String, Card>, Collection<String>>
            document(List<LaneText.Stretch> stretches) {
        var all = ReadOnlyStyledDocument.fromString("", PLAIN, PLAIN, OPS);
        for (var stretch : stretches)
            all =
                    all.concat(
                            switch (stretch) {
                                case LaneText.Stretch.Words(var words, var style) ->
                                        ReadOnlyStyledDocument.fromString(
                                                broken(words),
                                                PLAIN,
                                                style.isEmpty() ? PLAIN : List.of(style),
                                                OPS);
                                case LaneText.Stretch.Note(var card) ->
                                        ReadOnlyStyledDocument.fromSegment(
                                                Either.right(card), PLAIN, PLAIN, OPS);
                            });
        return all;
    }

    /** As many letters as before: in a line that is too long a space becomes its end. */
    private String broken(String words) {
        StringBuilder broken = null;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (c == '\n') lineLength = 0;
            else if (c == ' ' && lineLength >= LONGEST_LINE) {
                if (broken == null) broken = new StringBuilder(words);
                broken.setCharAt(i, '\n');
                lineLength = 0;
            } else lineLength++;
        }
        return broken == null ? words : broken.toString();
    }

    private Node node(StyledSegment<Either<String, Card>, Collection<String>> segment) {
        return segment.getSegment()
                .unify(
                        words ->
                                StyledTextArea.createStyledTextNode(
                                        words,
                                        segment.getStyle(),
                                        (text, styles) -> text.getStyleClass().addAll(styles)),
                        this::card);
    }

    private Node card(Card card) {
        var frame = new StackPane(new CardBox(card));
        frame.getStyleClass().add("lane-card-frame");
        frame.setMinWidth(0);
        frame.prefWidthProperty().bind(area.widthProperty().subtract(4));
        return frame;
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

    private static MenuItem copyAllItem(Runnable copyAll) {
        var all = new MenuItem(Texts.text("lab.copy_all"));
        all.setOnAction(_ -> copyAll.run());
        return all;
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
