package dev.dspex.app.variable;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.chart.Sparkline;
import dev.dspex.app.kit.Icons;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.TransferMode;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** All variables; a parameter that is dropped on one is driven by it. */
final class VariableTable extends TableView<VariableRow> {
    private static final int VALUES = 24;

    /** Columns that are there in each window: name, kind, value and constraint. */
    private static final int ALWAYS = 4;

    private final VariablesModel model;
    private String filter = "";
    private boolean updating;

    /**
     * @param dropped takes the text of what was dropped, and the variable; an empty one for none
     */
    VariableTable(VariablesModel model, BiConsumer<String, String> dropped) {
        this.model = model;
        setId("variables");
        setAccessibleText(text("variable.title"));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        getColumns()
                .add(
                        column(
                                text("variable.column.name"),
                                172,
                                VariableRow::name,
                                _ -> Icons.icon("hexagon-outline", "icon-14", "icon-accent"),
                                "mono",
                                "first"));
        getColumns()
                .add(
                        column(
                                text("variable.column.kind"),
                                116,
                                VariableRow::kind,
                                row -> Icons.icon(VariableRow.icon(row.variable()), "icon-14")));
        getColumns()
                .add(
                        column(
                                text("variable.column.value"),
                                150,
                                VariableRow::valueText,
                                null,
                                "mono"));
        getColumns()
                .add(
                        column(
                                text("variable.column.constraint"),
                                170,
                                VariableRow::constraint,
                                null,
                                "muted"));
        getColumns()
                .add(column(text("variable.column.optimizer"), 80, VariableRow::optimizer, null));
        getColumns().add(column(text("variable.column.drives"), 84, VariableRow::drivesText, null));
        getColumns().add(history());
        getColumns()
                .add(
                        column(
                                text("variable.column.by"),
                                120,
                                row -> row.lastBy(model.space()),
                                null,
                                "muted"));
        widthProperty().subscribe(width -> hide(width.doubleValue()));
        setRowFactory(_ -> row(dropped));
        setOnDragOver(
                e -> {
                    if (e.getDragboard().hasString()) e.acceptTransferModes(TransferMode.LINK);
                    e.consume();
                });
        setOnDragDropped(
                e -> {
                    dropped.accept(e.getDragboard().getString(), "");
                    e.setDropCompleted(true);
                    e.consume();
                });
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (row != null && !updating) model.selectedProperty().set(row.name());
                        });
        model.selectedProperty().subscribe(_ -> select());
        refreshRows();
    }

    /** The columns at the end need more room than a small window has; details say what they say. */
    private void hide(double width) {
        var left = width;
        for (var column : getColumns()) {
            left -= column.getPrefWidth();
            var wanted = getColumns().indexOf(column) < ALWAYS || left >= 0;
            if (column.isVisible() != wanted) column.setVisible(wanted);
        }
    }

    void filter(String typed) {
        filter = typed.strip().toLowerCase(Locale.ROOT);
        refreshRows();
    }

    void refreshRows() {
        updating = true;
        getItems()
                .setAll(
                        model.rows().stream()
                                .filter(r -> r.name().toLowerCase(Locale.ROOT).contains(filter))
                                .toList());
        updating = false;
        select();
    }

    private void select() {
        updating = true;
        for (var i = 0; i < getItems().size(); i++)
            if (getItems().get(i).name().equals(model.selectedProperty().get()))
                getSelectionModel().select(i);
        updating = false;
    }

    private static TableRow<VariableRow> row(BiConsumer<String, String> dropped) {
        var row = new TableRow<VariableRow>();
        row.setOnDragDropped(
                e -> {
                    var item = row.getItem();
                    dropped.accept(e.getDragboard().getString(), item == null ? "" : item.name());
                    e.setDropCompleted(true);
                    e.consume();
                });
        return row;
    }

    private static TableColumn<VariableRow, VariableRow> history() {
        var column = bare(text("variable.column.history"), 96);
        column.setSortable(false);
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(@Nullable VariableRow row, boolean empty) {
                                super.updateItem(row, empty);
                                setGraphic(row == null || empty ? null : sparkline(row));
                            }
                        });
        return column;
    }

    /** Its values from the oldest on; nothing before the first change. */
    private static @Nullable Node sparkline(VariableRow row) {
        if (row.history().isEmpty()) return null;
        var line = new Sparkline(text("variable.history.of", row.name()), 80, 18, VALUES);
        line.add(row.height(row.history().getLast().from()));
        row.history().reversed().forEach(entry -> line.add(row.height(entry.to())));
        return line;
    }

    private static TableColumn<VariableRow, VariableRow> column(
            String title,
            double width,
            Function<VariableRow, String> words,
            @Nullable Function<VariableRow, Node> icon,
            String... styles) {
        var column = bare(title, width);
        column.getStyleClass().addAll(styles);
        if (icon != null) column.setMinWidth(width);
        column.setComparator(java.util.Comparator.comparing(words));
        column.setCellFactory(
                _ ->
                        new TableCell<>() {
                            private final Tooltip tip = new Tooltip();

                            {
                                getStyleClass().addAll(styles);
                                tip.setWrapText(true);
                                tip.setMaxWidth(420);
                            }

                            @Override
                            protected void updateItem(@Nullable VariableRow row, boolean empty) {
                                super.updateItem(row, empty);
                                if (row == null || empty) {
                                    setText(null);
                                    setGraphic(null);
                                    setTooltip(null);
                                    return;
                                }
                                var shown = words.apply(row);
                                setText(shown);
                                setGraphic(icon == null ? null : icon.apply(row));
                                setGraphicTextGap(8);
                                tip.setText(shown);
                                setTooltip(shown.length() < 18 ? null : tip);
                                setOpacity(row.active() ? 1 : 0.6);
                            }
                        });
        return column;
    }

    private static TableColumn<VariableRow, VariableRow> bare(String title, double width) {
        var column = new TableColumn<VariableRow, VariableRow>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
        return column;
    }
}
