package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.program.FieldType;

import javafx.geometry.Insets;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/**
 * A value in the grid: cut to one line, marked where it does not fit, edited in place where the
 * rows are edited. A value of several lines is edited beside the grid.
 */
final class ValueCell extends TableCell<Integer, Integer> {
    private static final int SHOWN = 300;

    private final GridColumn column;
    private final GridRows rows;
    private final @Nullable TableModel edited;

    ValueCell(GridColumn column, GridRows rows, @Nullable TableModel edited) {
        this.column = column;
        this.rows = rows;
        this.edited = edited;
        getStyleClass().add(column.number() ? "num" : "text");
        setOnContextMenuRequested(_ -> getTableView().requestFocus());
    }

    @Override
    protected void updateItem(@Nullable Integer number, boolean empty) {
        super.updateItem(number, empty);
        setGraphic(null);
        setText(empty || number == null ? null : flat(value(number)));
        var why =
                empty || number == null || edited == null
                        ? null
                        : edited.misfit(number, column.name()).orElse(null);
        getStyleClass().remove("misfit");
        if (why != null) getStyleClass().add("misfit");
        setTooltip(why == null ? null : new Tooltip(text("dataset.misfit", why)));
        setAccessibleHelp(why == null ? null : text("dataset.misfit", why));
    }

    private String value(int number) {
        return rows.row(number)
                .map(row -> RowsModel.text(row.values().get(column.name())))
                .orElse("…");
    }

    @Override
    public void startEdit() {
        var number = getItem();
        if (edited == null || number == null || isEmpty()) return;
        var value = value(number);
        if (value.indexOf('\n') >= 0) return;
        super.startEdit();
        if (!isEditing()) return;
        var editor = editor(value, edited);
        setText(null);
        setPadding(Insets.EMPTY);
        setGraphic(editor);
        editor.requestFocus();
    }

    private Control editor(String value, TableModel model) {
        if (column.field() != null && column.field().type() instanceof FieldType.Literal literal) {
            var choice = new ComboBox<String>();
            literal.choices().forEach(c -> choice.getItems().add(plain(c)));
            choice.setEditable(false);
            choice.setValue(value);
            choice.getStyleClass().add("cell-editor");
            choice.setMaxWidth(Double.MAX_VALUE);
            choice.setOnAction(
                    _ -> {
                        if (choice.getValue() != null) keep(model, choice.getValue());
                    });
            choice.focusedProperty()
                    .subscribe(
                            (_, focused) -> {
                                if (!focused && isEditing() && !choice.isShowing()) cancelEdit();
                            });
            choice.addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
            return choice;
        }
        var field = new TextField(value);
        field.getStyleClass().add("cell-editor");
        field.setAccessibleText(column.name());
        field.setOnAction(_ -> keep(model, field.getText()));
        field.focusedProperty()
                .subscribe(
                        (_, focused) -> {
                            if (!focused && isEditing()) keep(model, field.getText());
                        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
        field.selectAll();
        return field;
    }

    private static String plain(FieldType.Choice choice) {
        return switch (choice) {
            case FieldType.Choice.Text(String value) -> value;
            case FieldType.Choice.Whole(long value) -> Long.toString(value);
            case FieldType.Choice.Bool(boolean value) -> Boolean.toString(value);
        };
    }

    private void leave(KeyEvent event) {
        if (event.getCode() != KeyCode.ESCAPE) return;
        event.consume();
        cancelEdit();
        getTableView().requestFocus();
    }

    private void keep(TableModel model, String typed) {
        var number = getItem();
        var table = getTableView();
        super.cancelEdit(); // the document is the one that holds the value
        updateItem(number, isEmpty());
        if (number != null) model.type(number, column.name(), typed);
        table.requestFocus();
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        updateItem(getItem(), isEmpty());
    }

    private static String flat(String text) {
        var start = text.length() > SHOWN ? text.substring(0, SHOWN) : text;
        return start.replaceAll("\\s+", " ");
    }
}
