package dev.dspex.dataset;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Rows of a data file that is being edited, as they lie in the file. Immutable; an edit shares what
 * it leaves alone. Values are not brought to the types of a program: what does not fit is kept.
 */
public final class Table {

    /**
     * One row.
     *
     * @param values by column; a column that the row has not is absent. Not to be changed
     * @param text as the file has it; null for a row that is new or was edited
     */
    public record Line(ObjectNode values, @Nullable String text) {
        static Line of(ObjectNode values) {
            return new Line(values, null);
        }

        public @Nullable JsonNode get(String column) {
            return values.get(column);
        }

        Line edited(UnaryOperator<ObjectNode> edit) {
            ObjectNode after = edit.apply(values.deepCopy());
            return after.equals(values) ? this : of(after);
        }
    }

    /** A place: row from 0, and column. */
    public record Place(int row, String column) {}

    private final List<String> columns;
    private final Chunks<Line> rows;

    private Table(List<String> columns, Chunks<Line> rows) {
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    static Table of(Collection<String> columns, List<Line> rows) {
        return new Table(List.copyOf(columns), Chunks.of(rows));
    }

    public List<String> columns() {
        return columns;
    }

    public int size() {
        return rows.size();
    }

    public Line row(int number) {
        return rows.get(number);
    }

    /** All rows in order. */
    public List<Line> rows() {
        return rows.all();
    }

    /** A null value takes the column out of the row. */
    public Table with(Map<Place, ? extends @Nullable JsonNode> values) {
        Map<Integer, Map<String, @Nullable JsonNode>> byRow = new LinkedHashMap<>();
        values.forEach(
                (place, value) ->
                        byRow.computeIfAbsent(place.row(), _ -> new LinkedHashMap<>())
                                .put(place.column(), value));
        Chunks<Line> after = rows;
        for (var changed : byRow.entrySet()) {
            Line row = rows.get(changed.getKey());
            Line edited = row.edited(node -> set(node, changed.getValue()));
            after = edited == row ? after : after.with(changed.getKey(), edited);
        }
        return new Table(columns, after);
    }

    private static ObjectNode set(ObjectNode row, Map<String, @Nullable JsonNode> values) {
        values.forEach(
                (column, value) -> {
                    if (value == null) row.remove(column);
                    else row.set(column, value);
                });
        return row;
    }

    /** Rows at the end, so that the numbers of the others stay. */
    public Table append(List<ObjectNode> values) {
        List<String> known = new ArrayList<>(columns);
        for (ObjectNode row : values) {
            for (String column : row.propertyNames()) {
                if (!known.contains(column)) known.add(column);
            }
        }
        return new Table(known, rows.append(values.stream().map(Line::of).toList()));
    }

    /** Copies of rows at the end. */
    public Table duplicate(Collection<Integer> numbers) {
        List<Line> copies = numbers.stream().sorted().map(rows::get).toList();
        return new Table(columns, rows.append(copies));
    }

    public Table without(Collection<Integer> numbers) {
        Chunks<Line> after = rows;
        for (int number : numbers.stream().distinct().sorted((a, b) -> b - a).toList()) {
            after = after.without(number);
        }
        return new Table(columns, after);
    }

    /**
     * @throws IllegalArgumentException when there is such a column
     */
    public Table withColumn(String name) {
        List<String> after = new ArrayList<>(columns);
        after.add(free(name));
        return new Table(after, rows);
    }

    /**
     * @throws IllegalArgumentException when there is a column of the new name
     */
    public Table renamed(String column, String name) {
        if (column.equals(name)) return this;
        List<String> after = new ArrayList<>(columns);
        after.replaceAll(each -> each.equals(column) ? free(name) : each);
        return new Table(
                after, rows.map(row -> row.edited(values -> rename(values, column, name))));
    }

    private static ObjectNode rename(ObjectNode row, String column, String name) {
        if (!row.has(column)) return row;
        ObjectNode after = row.objectNode();
        row.properties()
                .forEach(
                        e ->
                                after.set(
                                        e.getKey().equals(column) ? name : e.getKey(),
                                        e.getValue()));
        return after;
    }

    public Table withoutColumn(String column) {
        List<String> after = new ArrayList<>(columns);
        after.remove(column);
        return new Table(
                after, rows.map(row -> row.edited(values -> set(values, removal(column)))));
    }

    private static Map<String, @Nullable JsonNode> removal(String column) {
        Map<String, @Nullable JsonNode> none = new LinkedHashMap<>();
        none.put(column, null);
        return none;
    }

    private String free(String name) {
        if (columns.contains(name)) throw new IllegalArgumentException(name);
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table
                && columns.equals(table.columns)
                && rows.equals(table.rows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, rows.size());
    }
}
