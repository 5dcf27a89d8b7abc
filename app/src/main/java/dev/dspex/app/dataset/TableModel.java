package dev.dspex.app.dataset;

import dev.dspex.dataset.Cells;
import dev.dspex.dataset.Row;
import dev.dspex.dataset.Table;
import dev.dspex.edit.TableDocument;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of a table that is being edited. A row that is edited stays where it is shown until the
 * next search. JavaFX thread only.
 */
final class TableModel implements GridRows {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** What stands for a secret input in what is recorded. */
    private static final String MASK = "•••";

    /** The names of the steps, as Undo shows them. */
    record Names(
            String edit,
            String clear,
            String paste,
            String add,
            String duplicate,
            String delete,
            String read,
            String column,
            String expect) {}

    private final TableDocument document;
    private final Cells cells;
    private final Names names;
    private Query query = Query.ALL;
    private int @Nullable [] shown;

    TableModel(TableDocument document, Cells cells, Names names) {
        this.document = document;
        this.cells = cells;
        this.names = names;
    }

    TableDocument document() {
        return document;
    }

    Table table() {
        return document.table();
    }

    @Override
    public int total() {
        return table().size();
    }

    @Override
    public int size() {
        return shown == null ? total() : shown.length;
    }

    @Override
    public int number(int place) {
        return shown == null ? place : shown[place];
    }

    @Override
    public Optional<Row> row(int number) {
        return number < total() ? Optional.of(made(number)) : Optional.empty();
    }

    private Row made(int number) {
        return new Row(Integer.toString(number + 1), table().row(number).values(), number + 1);
    }

    /** All rows, or those that are searched for. */
    Stream<Row> rows() {
        return IntStream.range(0, size()).map(this::number).mapToObj(this::made);
    }

    @Override
    public void show(Query wanted, Runnable done) {
        query = wanted;
        search();
        done.run();
    }

    /** Rows were added or removed: what is shown is searched for anew. */
    void search() {
        shown =
                query.isAll()
                        ? null
                        : query.apply(IntStream.range(0, total()).mapToObj(this::made));
    }

    /** Why the value of a cell does not fit; empty where it does. */
    Optional<String> misfit(int number, String column) {
        return number < total()
                ? cells.misfit(column, table().row(number).get(column))
                : Optional.empty();
    }

    /** What a person typed into a cell. */
    boolean type(int number, String column, String typed) {
        if (number >= total()) return false;
        var before = table().row(number).get(column);
        if (typed.equals(RowsModel.text(before))) return false;
        var value = cells.typed(column, typed, before);
        return document.apply(names.edit(), t -> t.with(Map.of(place(number, column), value)));
    }

    /** Takes the values out of the cells. */
    boolean clear(Collection<Table.Place> places) {
        var nothing = new LinkedHashMap<Table.Place, @Nullable JsonNode>();
        places.forEach(place -> nothing.put(place, null));
        return document.apply(names.clear(), table -> table.with(nothing));
    }

    /**
     * Lays cells over the grid from a cell on; what goes below its end becomes new rows, what goes
     * beyond its right edge is left out.
     *
     * @param rows numbers of the rows as they are shown, from the cell on
     * @param columns names of the columns as they are shown, from the cell on
     */
    boolean paste(List<Integer> rows, List<String> columns, List<List<String>> pasted) {
        return document.apply(
                names.paste(),
                table -> {
                    var values = new LinkedHashMap<Table.Place, JsonNode>();
                    var added = new ArrayList<ObjectNode>();
                    for (int i = 0; i < pasted.size(); i++) {
                        var fresh = JSON.objectNode();
                        for (int j = 0; j < Math.min(columns.size(), pasted.get(i).size()); j++) {
                            var column = columns.get(j);
                            var typed = pasted.get(i).get(j);
                            if (i >= rows.size())
                                fresh.set(column, cells.typed(column, typed, null));
                            else {
                                var row = rows.get(i);
                                var before = table.row(row).get(column);
                                values.put(place(row, column), cells.typed(column, typed, before));
                            }
                        }
                        if (i >= rows.size()) added.add(fresh);
                    }
                    return table.with(values).append(added);
                });
    }

    /** A row without values at the end; its number. */
    int add() {
        document.apply(names.add(), table -> table.append(List.of(JSON.objectNode())));
        return total() - 1;
    }

    /** Rows of another file at the end; texts become what the types of the program ask for. */
    boolean add(List<ObjectNode> rows) {
        var typed = rows.stream().map(this::typed).toList();
        return document.apply(names.read(), table -> table.append(typed));
    }

    private ObjectNode typed(ObjectNode row) {
        var typed = JSON.objectNode();
        row.properties()
                .forEach(
                        e ->
                                typed.set(
                                        e.getKey(),
                                        e.getValue().isString()
                                                ? cells.typed(
                                                        e.getKey(), e.getValue().asString(), null)
                                                : e.getValue()));
        return typed;
    }

    boolean duplicate(Collection<Integer> numbers) {
        return document.apply(names.duplicate(), table -> table.duplicate(numbers));
    }

    boolean delete(Collection<Integer> numbers) {
        return document.apply(names.delete(), table -> table.without(numbers));
    }

    /** False where there is such a column already. */
    boolean addColumn(String name) {
        return !table().columns().contains(name)
                && document.apply(names.column(), table -> table.withColumn(name));
    }

    boolean renameColumn(String column, String name) {
        return !table().columns().contains(name)
                && document.apply(names.column(), table -> table.renamed(column, name));
    }

    boolean removeColumn(String column) {
        return document.apply(names.column(), table -> table.withoutColumn(column));
    }

    /**
     * The row that an answer was given to: the one of its number, else one with the same inputs.
     *
     * @param inputs names of the input fields
     */
    OptionalInt rowOf(Expected answer, List<String> inputs) {
        var place = answer.row().matches("\\d{1,9}") ? Integer.parseInt(answer.row()) - 1 : -1;
        if (place >= 0 && place < total() && isGiven(place, answer, inputs))
            return OptionalInt.of(place);
        return IntStream.range(0, total())
                .filter(number -> isGiven(number, answer, inputs))
                .findFirst();
    }

    private boolean isGiven(int number, Expected answer, List<String> inputs) {
        var row = table().row(number);
        return inputs.stream()
                .allMatch(
                        input -> {
                            var given = RowsModel.text(answer.inputs().get(input));
                            return given.equals(MASK)
                                    || given.equals(RowsModel.text(row.get(input)));
                        });
    }

    /** Makes an answer what is expected of a row. */
    boolean expect(int number, Expected answer, List<String> outputs) {
        var values = new LinkedHashMap<Table.Place, JsonNode>();
        for (var output : outputs) {
            var value = answer.outputs().get(output);
            if (value != null && !value.isNull()) values.put(place(number, output), value);
        }
        return document.apply(names.expect(), t -> t.with(values));
    }

    private static Table.Place place(int row, String column) {
        return new Table.Place(row, column);
    }
}
