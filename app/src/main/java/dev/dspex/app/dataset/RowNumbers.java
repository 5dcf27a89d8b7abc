package dev.dspex.app.dataset;

import javafx.collections.ObservableListBase;

import java.util.Collections;
import java.util.RandomAccess;

/**
 * The items of the table: numbers only, so that a hundred thousand rows cost nothing. One list for
 * as long as the table lives, because a table forgets its order when it gets another.
 */
final class RowNumbers extends ObservableListBase<Integer> implements RandomAccess {
    private final GridRows rows;
    private int size;

    RowNumbers(GridRows rows) {
        this.rows = rows;
        size = rows.size();
    }

    /** Others are shown, or in another order. */
    void changed() {
        var before = size;
        size = rows.size();
        beginChange();
        nextReplace(0, size, Collections.nCopies(before, -1));
        endChange();
    }

    @Override
    public Integer get(int place) {
        return rows.number(place);
    }

    @Override
    public int size() {
        return size;
    }
}
