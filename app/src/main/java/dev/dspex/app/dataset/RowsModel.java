package dev.dspex.app.dataset;

import dev.dspex.app.fx.Background;
import dev.dspex.dataset.Dataset;
import dev.dspex.dataset.Row;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The rows of a data file, read in pages when they are first asked for and kept while they are
 * near. A search goes through the whole file in the background. JavaFX thread only.
 */
final class RowsModel implements GridRows {
    static final int PAGE = 100;
    private static final int PAGES = 60;

    private final Dataset data;
    private final Background background;
    private final Map<Integer, List<Row>> pages =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, List<Row>> eldest) {
                    return size() > PAGES;
                }
            };
    private final Map<Integer, Boolean> coming = new LinkedHashMap<>();
    private final Runnable arrived;
    private final Consumer<Throwable> failed;
    private int @Nullable [] matches;
    private int search;

    /**
     * @param arrived called when rows that were missing are there
     * @param failed called when the file could not be read any more
     */
    RowsModel(Dataset data, Background background, Runnable arrived, Consumer<Throwable> failed) {
        this.data = data;
        this.background = background;
        this.arrived = arrived;
        this.failed = failed;
    }

    @Override
    public int total() {
        return data.size();
    }

    @Override
    public int size() {
        return matches == null ? data.size() : matches.length;
    }

    @Override
    public int number(int place) {
        return matches == null ? place : matches[place];
    }

    @Override
    public Optional<Row> row(int number) {
        var page = pages.get(number / PAGE);
        if (page != null) return Optional.of(page.get(number % PAGE));
        load(number / PAGE);
        return Optional.empty();
    }

    @Override
    public void show(Query query, Runnable done) {
        var asked = ++search;
        if (query.isAll()) {
            matches = null;
            done.run();
            return;
        }
        background.run(
                () -> {
                    try (var rows = data.rows()) {
                        return query.apply(rows);
                    }
                },
                found -> {
                    if (asked != search) return; // another search came after this one
                    matches = found;
                    done.run();
                },
                failed);
    }

    /** A value as it is shown: text without quotes, the rest as JSON. */
    static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) return "";
        return value.isString() ? value.asString() : value.toString();
    }

    private void load(int page) {
        if (coming.putIfAbsent(page, true) != null) return;
        var first = page * PAGE;
        var end = Math.min(data.size(), first + PAGE);
        background.run(
                () -> data.slice(first, end).toList(),
                rows -> {
                    coming.remove(page);
                    pages.put(page, rows);
                    arrived.run();
                },
                error -> {
                    coming.remove(page);
                    failed.accept(error);
                });
    }

    @Override
    public String toString() {
        return data.name() + Arrays.toString(new int[] {size(), total()});
    }
}
