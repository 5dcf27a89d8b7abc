package dev.dspex.app.chart;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The numbers of a chart as a table: the same truth for those who read instead of look. */
public record ChartTable(List<String> columns, List<List<String>> rows, List<Boolean> numeric) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\$?[\\d,]+(\\.\\d+)?[kM]?( s)?");

    /**
     * @param numeric which columns have numbers only
     */
    public ChartTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        numeric = List.copyOf(numeric);
    }

    public ChartTable(List<String> columns, List<List<String>> rows) {
        this(
                columns,
                rows,
                IntStream.range(0, columns.size()).mapToObj(i -> numbers(rows, i)).toList());
    }

    private static boolean numbers(List<List<String>> rows, int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
