package dev.dspex.app.dataset;

import dev.dspex.dataset.Row;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which rows are shown, and in which order. The file keeps its own.
 *
 * @param words to be found in any value; folded
 * @param columns to be found in the value of the column; folded
 * @param sort column to sort by; null for the order of the file
 */
record Query(
        List<String> words,
        Map<String, String> columns,
        @Nullable String sort,
        boolean descending) {
    static final Query ALL = new Query(List.of(), Map.of(), null, false);

    private static final Pattern PART = Pattern.compile("(?:(\\w+):)?(?:\"([^\"]*)\"?|(\\S+))");

    /**
     * Reads what was typed: words, {@code "several words"}, {@code column:value} and {@code
     * column:"several words"}.
     */
    static Query parse(String typed, Set<String> columns) {
        var words = new ArrayList<String>();
        var byColumn = new LinkedHashMap<String, String>();
        var parts = PART.matcher(typed.strip());
        while (parts.find()) {
            var name = parts.group(1);
            var value = fold(parts.group(2) == null ? parts.group(3) : parts.group(2));
            if (name == null) words.add(value);
            else if (columns.contains(name)) byColumn.put(name, value);
            else words.add(fold(parts.group()));
        }
        return new Query(words, byColumn, null, false);
    }

    /** What a person would type to see rows with this value only. */
    static String typed(String column, String value) {
        return column + ":\"" + value.replace('"', ' ').replaceAll("\\s+", " ").strip() + "\"";
    }

    Query sorted(@Nullable String column, boolean down) {
        return new Query(words, columns, column, down);
    }

    boolean isAll() {
        return words.isEmpty() && columns.isEmpty() && sort == null;
    }

    /** Numbers of the rows from 0. */
    int[] apply(Stream<Row> rows) {
        var found =
                rows.filter(this::matches)
                        .map(row -> new Hit(number(row), sort == null ? null : key(row)));
        return (sort == null ? found : found.sorted(order())).mapToInt(Hit::number).toArray();
    }

    private record Hit(int number, @Nullable Key key) {}

    /** Numbers before texts, and nothing at the end whichever way it is sorted. */
    private record Key(@Nullable Double number, @Nullable String text) {
        boolean nothing() {
            return number == null && text == null;
        }
    }

    private Key key(Row row) {
        var value = sort == null ? null : row.values().get(sort);
        var text = RowsModel.text(value);
        if (value == null || text.isBlank()) return new Key(null, null);
        if (value.isNumber()) return new Key(value.asDouble(), null);
        try {
            return new Key(Double.valueOf(text.strip()), null);
        } catch (NumberFormatException e) {
            return new Key(null, fold(text.length() > 200 ? text.substring(0, 200) : text));
        }
    }

    private Comparator<Hit> order() {
        Comparator<Key> byValue =
                Comparator.comparing(Key::number, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Key::text, Comparator.nullsLast(Comparator.naturalOrder()));
        var nothing = new Key(null, null);
        Comparator<Hit> values =
                Comparator.comparing(
                        hit -> hit.key() == null ? nothing : hit.key(),
                        descending ? byValue.reversed() : byValue);
        Comparator<Hit> filled =
                Comparator.comparing(hit -> hit.key() == null || hit.key().nothing());
        return filled.thenComparing(values).thenComparing(Hit::number);
    }

    private boolean matches(Row row) {
        for (var wanted : columns.entrySet()) {
            if (!has(row.values().get(wanted.getKey()), wanted.getValue())) return false;
        }
        return words.stream()
                .allMatch(word -> row.values().values().stream().anyMatch(v -> has(v, word)));
    }

    private static boolean has(@Nullable JsonNode value, String folded) {
        return fold(RowsModel.text(value)).contains(folded);
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    private static int number(Row row) {
        return Integer.parseInt(row.id()) - 1;
    }
}
