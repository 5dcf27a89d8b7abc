package dev.dspex.app.dataset;

import java.util.AbstractList;
import java.util.RandomAccess;

/** The items of the table: numbers only, so that a hundred thousand rows cost nothing. */
final class RowNumbers extends AbstractList<Integer> implements RandomAccess {
    private final RowsModel rows;

    RowNumbers(RowsModel rows) {
        this.rows = rows;
    }

    @Override
    public Integer get(int place) {
        return rows.number(place);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
