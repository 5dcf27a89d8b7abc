package dev.dspex.app.dataset;

import dev.dspex.dataset.Row;

import java.util.Optional;

/** Rows as the grid shows them: some of those that there are, in an order. JavaFX thread only. */
interface GridRows {
    /** Rows that there are. */
    int total();

    /** Rows that are shown. */
    int size();

    /** Number from 0 of the row at a place of the grid. */
    int number(int place);

    /** The row, or empty while it is read. */
    Optional<Row> row(int number);

    /** Shows these rows; {@code done} runs when they are found. */
    void show(Query query, Runnable done);
}
