package dev.dspex.app.chart;

import java.util.List;

/** The numbers of a chart as a table: the same truth for those who read instead of look. */
public record ChartTable(List<String> columns, List<List<String>> rows) {
    public ChartTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
