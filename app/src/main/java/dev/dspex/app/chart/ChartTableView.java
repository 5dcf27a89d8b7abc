package dev.dspex.app.chart;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.util.List;

/** The numbers of a chart, sortable; numbers sort as numbers. */
public final class ChartTableView extends TableView<List<String>> {
    public ChartTableView(ChartTable table) {
        for (int i = 0; i < table.columns().size(); i++) getColumns().add(column(table, i));
        getItems().setAll(table.rows());
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    }

    private static TableColumn<List<String>, String> column(ChartTable table, int index) {
        var column = new TableColumn<List<String>, String>(table.columns().get(index));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(row.getValue().get(index)));
        boolean numbers = table.numeric().get(index);
        column.getStyleClass().add(numbers ? "num" : index == 0 ? "first" : "text");
        if (numbers) column.setComparator((a, b) -> Double.compare(number(a), number(b)));
        column.setReorderable(false);
        return column;
    }

    private static double number(String text) {
        double factor = text.endsWith("k") ? 1e3 : text.endsWith("M") ? 1e6 : 1;
        return Double.parseDouble(text.replaceAll("[^\\d.+-]", "")) * factor;
    }
}
