package dev.dspex.app.chart;

import java.util.BitSet;

/**
 * Says of a mark whether another one was drawn at nearly the same place: where there are thousands,
 * only what can be told apart is drawn. One use for one drawing.
 */
final class Thinning {
    private static final double CELL = 3;

    private final double left;
    private final double top;
    private final int columns;
    private final BitSet drawn = new BitSet();

    Thinning(Plot plot) {
        left = plot.left() - CELL;
        top = plot.top() - CELL;
        columns = (int) Math.ceil(plot.width() / CELL) + 3;
    }

    /** True for the first mark at a place. */
    boolean draws(double x, double y) {
        int column = (int) ((x - left) / CELL);
        int row = (int) ((y - top) / CELL);
        if (column < 0 || row < 0 || column >= columns) return true;
        int index = row * columns + column;
        if (drawn.get(index)) return false;
        drawn.set(index);
        return true;
    }
}
