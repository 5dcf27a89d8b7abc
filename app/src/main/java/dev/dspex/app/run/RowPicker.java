package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.app.kit.Buttons;
import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Fields;
import dev.dspex.app.run.RunActions.DataRow;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The button that opens a list of data rows; choosing one fills the inputs. */
final class RowPicker {
    private final Supplier<List<DataRow>> rows;
    private final Consumer<DataRow> chosen;
    private final Popup popup = new Popup();

    RowPicker(Supplier<List<DataRow>> rows, Consumer<DataRow> chosen) {
        this.rows = rows;
        this.chosen = chosen;
        popup.setAutoHide(true);
        popup.setHideOnEscape(true);
    }

    Button button() {
        var button = Buttons.small(text("run.take_row"), "table-row");
        button.setId("take-row");
        button.setOnAction(_ -> open(button));
        return button;
    }

    private void open(Button owner) {
        popup.getContent().setAll(content());
        var at = owner.localToScreen(0, owner.getHeight() + 4);
        if (at != null) popup.show(owner, at.getX(), at.getY());
    }

    private Node content() {
        var all = rows.get();
        var box = new VBox(8);
        box.getStyleClass().addAll("pop-up", "row-picker");
        if (all.isEmpty()) {
            box.getChildren()
                    .add(
                            new EmptyState(
                                    "table-row",
                                    text("run.rows.none"),
                                    text("run.rows.none.todo")));
            return box;
        }
        var list = new ListView<DataRow>();
        list.setCellFactory(_ -> new RowCell());
        list.getItems().setAll(all);
        var search = Fields.search(text("run.rows.filter"), null);
        search.textProperty()
                .subscribe(
                        typed -> {
                            var wanted = typed.toLowerCase(Locale.ROOT);
                            list.getItems()
                                    .setAll(
                                            all.stream()
                                                    .filter(
                                                            row ->
                                                                    label(row)
                                                                            .toLowerCase(
                                                                                    Locale.ROOT)
                                                                            .contains(wanted))
                                                    .toList());
                        });
        list.setOnMouseClicked(_ -> take(list));
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ENTER) take(list);
                });
        search.setOnAction(
                _ -> {
                    list.getSelectionModel().selectFirst();
                    take(list);
                });
        box.getChildren().addAll(search, list);
        return box;
    }

    private void take(ListView<DataRow> list) {
        var row = list.getSelectionModel().getSelectedItem();
        if (row == null) return;
        popup.hide();
        chosen.accept(row);
    }

    private static String label(DataRow row) {
        return row.id() + "  " + Values.line(row.values());
    }

    private static final class RowCell extends ListCell<DataRow> {
        @Override
        protected void updateItem(@Nullable DataRow row, boolean empty) {
            super.updateItem(row, empty);
            setPrefWidth(0);
            setText(row == null || empty ? null : label(row));
        }
    }
}
