package dev.dspex.app.signature;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.python.Completions;

import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.stage.Popup;

import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * Offers what could stand at the caret: with Ctrl+Space, and while a word is typed. Arrows choose,
 * Enter or Tab takes, Esc closes.
 */
final class CodeCompletion {
    private static final KeyCombination ASK = KeyCombination.valueOf("Ctrl+Space");
    private static final int ROWS = 8;
    private static final double ROW = 24;

    private final CodeArea area;
    private final Supplier<List<String>> records;
    private final Popup popup = new Popup();
    private final ListView<Completions.Item> list = new ListView<>();
    private int from;
    private boolean typed;

    /**
     * @param records names of the program's record types
     */
    CodeCompletion(CodeArea area, Supplier<List<String>> records) {
        this.area = area;
        this.records = records;
        list.setId("completion");
        list.getStyleClass().add("completion");
        list.setFixedCellSize(ROW);
        list.setAccessibleText(text("signature.completion"));
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new Row());
        list.setOnMouseClicked(
                e -> {
                    if (e.getButton() == MouseButton.PRIMARY) take();
                });
        popup.setAutoHide(true);
        popup.getContent().add(list);
        area.caretPositionProperty().addListener(_ -> moved());
        area.focusedProperty()
                .subscribe(
                        has -> {
                            if (!has) popup.hide();
                        });
    }

    private static final class Row extends ListCell<Completions.Item> {
        @Override
        protected void updateItem(Completions.@Nullable Item item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null ? null : item.label());
        }
    }

    /** The person typed: the list follows once the caret has moved. */
    void typed() {
        typed = true;
    }

    /** Returns whether the key was for the list. */
    boolean key(KeyEvent e) {
        if (ASK.match(e)) {
            offer();
            return true;
        }
        if (!popup.isShowing()) return false;
        switch (e.getCode()) {
            case DOWN -> select(list.getSelectionModel().getSelectedIndex() + 1);
            case UP -> select(list.getSelectionModel().getSelectedIndex() - 1);
            case ENTER, TAB -> take();
            case ESCAPE -> popup.hide();
            default -> {
                if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) popup.hide();
                return false;
            }
        }
        return true;
    }

    private void moved() {
        var typing = typed;
        typed = false;
        if (!area.isFocused()) return;
        if (!typing) popup.hide();
        else if (popup.isShowing() || wordBefore()) offer();
    }

    private boolean wordBefore() {
        var caret = area.getCaretPosition();
        return caret > 0 && Character.isLetter(area.getText().charAt(caret - 1));
    }

    private void offer() {
        var found = Completions.at(area.getText(), area.getCaretPosition(), records.get());
        from = found.from();
        if (found.items().isEmpty()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(found.items());
        list.setPrefSize(220, Math.min(ROWS, found.items().size()) * ROW + 10);
        select(0);
        area.getCaretBounds().ifPresent(at -> popup.show(area, at.getMinX() - 8, at.getMaxY() + 4));
    }

    private void select(int index) {
        var at = Math.floorMod(index, list.getItems().size());
        list.getSelectionModel().select(at);
        list.scrollTo(Math.max(0, at - ROWS + 1));
        area.setAccessibleHelp(list.getItems().get(at).label());
    }

    private void take() {
        var item = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (item == null) return;
        var importing = Completions.importing(area.getText(), item);
        area.replaceText(from, area.getCaretPosition(), item.insert());
        if (importing != null) area.insertText(importing.at(), importing.text());
        var moved = importing == null ? 0 : importing.text().length();
        area.moveTo(from + moved + item.insert().length() - item.back());
        area.requestFollowCaret();
    }
}
