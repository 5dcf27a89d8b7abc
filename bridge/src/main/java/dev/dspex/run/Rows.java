package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Rows of a data set as a run takes them.
 *
 * @param split what they are used as: train, validation or test
 * @param file where they come from, relative to the project; null when they come from nowhere
 * @param sha256 of the file
 */
public record Rows(String split, @Nullable String file, @Nullable String sha256, List<Row> rows) {
    public Rows {
        rows = List.copyOf(rows);
    }

    /** One row: its id within the data set, and its values by field. */
    public record Row(String id, ObjectNode values) {}

    public int size() {
        return rows.size();
    }
}
