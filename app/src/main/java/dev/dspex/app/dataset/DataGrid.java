package dev.dspex.app.dataset;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.EmptyState;
import dev.dspex.app.kit.Figures;
import dev.dspex.dataset.Table;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rows as a table, long values cut. Sorting and searching change what is shown, not the file. */
final class DataGrid extends StackPane {
    private static final double SCROLL_BAR = 14;

    private final GridRows rows;
    private final @Nullable TableModel edited;
    private final Consumer<@Nullable Integer> selected;
    private final RowNumbers numbers;
    private final TableView<Integer> table = new TableView<>();
    private final ReadOnlyIntegerWrapper shown = new ReadOnlyIntegerWrapper();
    private List<GridColumn> columns = List.of();
    private Map<Integer, String> marks = Map.of();
    private Query query = Query.ALL;

    /**
     * @param edited the rows where they can be edited; null where they can only be read
     * @param selected called with the number of the row to show in full; null for none
     */
    DataGrid(
            String name,
            GridRows rows,
            @Nullable TableModel edited,
            Consumer<@Nullable Integer> selected) {
        this.rows = rows;
        this.edited = edited;
        this.selected = selected;
        numbers = new RowNumbers(rows);
        table.setItems(numbers);
        table.setId("rows");
        table.setAccessibleText(name);
        table.setPlaceholder(
                new EmptyState("magnify", text("dataset.none"), text("dataset.none.help")));
        table.setEditable(edited != null);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel().setCellSelectionEnabled(edited != null);
        table.widthProperty().subscribe(width -> stretch(width.doubleValue()));
        table.getSelectionModel()
                .getSelectedCells()
                .addListener(
                        (ListChangeListener<TablePosition>) _ -> selected.accept(focusedRow()));
        table.setSortPolicy(
                _ -> {
                    if (!columns.isEmpty()) sort(); // it is asked at once, before there is a column
                    return true;
                });
        getChildren().add(table);
    }

    TableView<Integer> table() {
        return table;
    }

    /** Number of rows that are shown. */
    ReadOnlyIntegerProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    List<GridColumn> columns() {
        return columns;
    }

    void setColumns(List<GridColumn> wanted) {
        if (wanted.equals(columns)) return;
        columns = List.copyOf(wanted);
        table.getColumns().clear();
        table.getColumns().add(number());
        columns.forEach(column -> table.getColumns().add(column(column)));
        stretch(table.getWidth());
    }

    /** Shows the rows that were asked for, in the order that the columns say. */
    void search(Query wanted) {
        query = wanted;
        sort();
    }

    private void sort() {
        var by = table.getSortOrder().stream().findFirst();
        rows.show(
                query.sorted(
                        by.map(c -> String.valueOf(c.getUserData())).orElse(null),
                        by.map(c -> c.getSortType() == TableColumn.SortType.DESCENDING)
                                .orElse(false)),
                this::fill);
    }

    /** The rows were searched, or some were added or removed. */
    void fill() {
        var focused = table.getFocusModel().getFocusedCell();
        numbers.changed();
        shown.set(rows.size());
        if (rows.size() == 0) return;
        var row = Math.clamp(focused.getRow(), 0, rows.size() - 1);
        select(row, focused.getTableColumn());
        selected.accept(focusedRow()); // another row may stand at the same place now
    }

    /** Marks rows, with what is to be said of each, by its number. */
    void mark(Map<Integer, String> wanted) {
        marks = Map.copyOf(wanted);
        table.refresh();
    }

    /** Values changed, and the rows stayed. */
    void refresh() {
        table.refresh();
    }

    void reveal(int number, @Nullable String column) {
        for (int place = 0; place < rows.size(); place++) {
            if (rows.number(place) != number) continue;
            var at = place;
            table.scrollTo(Math.max(0, at - 3));
            table.getColumns().stream()
                    .filter(c -> column != null && column.equals(c.getUserData()))
                    .findFirst()
                    .ifPresentOrElse(c -> select(at, c), () -> select(at, null));
            table.requestFocus();
            return;
        }
    }

    @SuppressWarnings("unchecked") // the columns of a table are columns of its items
    private void select(int place, @Nullable TableColumn<?, ?> column) {
        var wanted =
                column != null && table.getColumns().contains(column)
                        ? (TableColumn<Integer, ?>) column
                        : table.getColumns().get(Math.min(1, table.getColumns().size() - 1));
        if (edited == null) table.getSelectionModel().clearAndSelect(place);
        else table.getSelectionModel().clearAndSelect(place, wanted);
    }

    @Nullable Integer focusedRow() {
        var place = table.getFocusModel().getFocusedIndex();
        return place >= 0 && place < rows.size() ? rows.number(place) : null;
    }

    /** Numbers of the rows that have a selected cell, in the order of the file. */
    Set<Integer> selectedRows() {
        var numbers = new TreeSet<Integer>();
        for (var cell : table.getSelectionModel().getSelectedCells()) {
            if (cell.getRow() >= 0 && cell.getRow() < rows.size())
                numbers.add(rows.number(cell.getRow()));
        }
        return numbers;
    }

    List<Table.Place> selectedPlaces() {
        var places = new ArrayList<Table.Place>();
        for (var cell : table.getSelectionModel().getSelectedCells()) {
            if (cell.getRow() >= rows.size() || cell.getTableColumn() == null) continue;
            if (cell.getTableColumn().getUserData() instanceof String column)
                places.add(new Table.Place(rows.number(cell.getRow()), column));
        }
        return places;
    }

    /** Numbers of the rows that are shown from the focused one on. */
    List<Integer> rowsFromFocus(int most) {
        var numbers = new ArrayList<Integer>();
        var first = Math.max(0, table.getFocusModel().getFocusedIndex());
        for (int i = first; i < Math.min(rows.size(), first + most); i++)
            numbers.add(rows.number(i));
        return numbers;
    }

    /** Names of the columns from the focused one on, as they stand. */
    List<String> columnsFromFocus() {
        var names =
                table.getColumns().stream()
                        .map(c -> c.getUserData() instanceof String name ? name : "")
                        .toList();
        var focused = table.getFocusModel().getFocusedCell().getTableColumn();
        var first = Math.max(1, focused == null ? 1 : table.getColumns().indexOf(focused));
        return names.subList(Math.min(first, names.size()), names.size());
    }

    private TableColumn<Integer, Integer> number() {
        var column = new TableColumn<Integer, Integer>(text("dataset.number"));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setPrefWidth(64);
        column.setSortable(false);
        column.setReorderable(false);
        column.setEditable(false);
        column.getStyleClass().add("num");
        column.setCellFactory(_ -> new NumberCell());
        return column;
    }

    private TableColumn<Integer, Integer> column(GridColumn shape) {
        var column = new TableColumn<Integer, Integer>();
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setGraphic(shape.head());
        column.setId("column-" + shape.name());
        column.setUserData(shape.name());
        column.setPrefWidth(shape.width());
        column.setCellFactory(_ -> new ValueCell(shape, rows, edited));
        return column;
    }

    /** Texts take what the other columns leave of the table. */
    private void stretch(double width) {
        var wide = columns.stream().filter(GridColumn::stretches).count();
        var used = 64 + columns.stream().mapToDouble(GridColumn::width).sum();
        var more = wide == 0 ? 0 : Math.max(0, width - SCROLL_BAR - used) / wide;
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            table.getColumns()
                    .get(i + 1)
                    .setPrefWidth(column.width() + (column.stretches() ? more : 0));
        }
    }

    private final class NumberCell extends TableCell<Integer, Integer> {
        NumberCell() {
            getStyleClass().addAll("num", "muted");
        }

        @Override
        protected void updateItem(@Nullable Integer number, boolean empty) {
            super.updateItem(number, empty);
            setText(empty || number == null ? null : Figures.count(number + 1));
            var mark = empty || number == null ? null : marks.get(number);
            getStyleClass().remove("marked");
            if (mark != null) getStyleClass().add("marked");
            setTooltip(mark == null ? null : new Tooltip(mark));
            setAccessibleHelp(mark);
        }
    }
}
