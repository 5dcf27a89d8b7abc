package dev.dspex.app.optimize;

import javafx.collections.ObservableList;

import java.util.List;
import java.util.function.Function;

/**
 * Brings the rows of a table up to date. Where rows only came in front and others changed in place,
 * no other row is touched: that is cheap for any number of rows.
 */
final class Renewal {
    private Renewal() {}

    /**
     * @param id what stays the same of a row that changes
     */
    static <T> void of(ObservableList<T> rows, List<T> now, Function<T, String> id) {
        int came = now.size() - rows.size();
        if (came < 0 || !sameRows(rows, now.subList(came, now.size()), id)) {
            rows.setAll(now);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            var row = now.get(came + i);
            if (rows.get(i) != row && !rows.get(i).equals(row)) rows.set(i, row);
        }
        if (came > 0) rows.addAll(0, now.subList(0, came));
    }

    private static <T> boolean sameRows(List<T> rows, List<T> now, Function<T, String> id) {
        for (int i = 0; i < rows.size(); i++) {
            var old = rows.get(i);
            if (old != now.get(i) && !id.apply(old).equals(id.apply(now.get(i)))) return false;
        }
        return true;
    }
}
