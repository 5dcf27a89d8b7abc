package dev.dspex.app.dataset;

import dev.dspex.app.dataset.TrialModel.Trial;

import javafx.geometry.Insets;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.jspecify.annotations.Nullable;

/** An answer that a person can type another over. */
final class AnswerCell extends TableCell<Trial, Trial> {
    /** Takes what was typed. */
    interface Typed {
        void type(Trial trial, String field, String words);
    }

    private final String field;
    private final Typed typed;

    AnswerCell(String field, Typed typed) {
        this.field = field;
        this.typed = typed;
        getStyleClass().add("answer");
    }

    @Override
    protected void updateItem(@Nullable Trial trial, boolean empty) {
        super.updateItem(trial, empty);
        setGraphic(null);
        setText(trial == null || empty ? null : trial.answer(field).replaceAll("\\s+", " "));
    }

    @Override
    public void startEdit() {
        var trial = getItem();
        if (trial == null || isEmpty()) return;
        super.startEdit();
        if (!isEditing()) return;
        var editor = new TextField(trial.answer(field));
        editor.getStyleClass().add("cell-editor");
        editor.setAccessibleText(field);
        editor.setOnAction(_ -> keep(trial, editor.getText()));
        editor.focusedProperty()
                .subscribe(
                        (_, focused) -> {
                            if (!focused && isEditing()) keep(trial, editor.getText());
                        });
        editor.setOnKeyPressed(
                event -> {
                    if (event.getCode() != KeyCode.ESCAPE) return;
                    event.consume();
                    cancelEdit();
                    getTableView().requestFocus();
                });
        setText(null);
        setPadding(Insets.EMPTY);
        setGraphic(editor);
        editor.requestFocus();
        editor.selectAll();
    }

    private void keep(Trial trial, String words) {
        super.cancelEdit(); // the model is the one that holds the answer
        typed.type(trial, field, words);
        updateItem(trial, false);
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        updateItem(getItem(), isEmpty());
    }
}
