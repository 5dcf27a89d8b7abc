package dev.dspex.app.chart;

import java.util.BitSet;

/**
 * Says of a mark whether another one was drawn at nearly the same place: where there are thousands,
 * only what can be told apart is drawn. One use for one drawing.
 */
final class Thinning {
    /** Pixels; among more than {@link #MANY} marks fewer can be told apart. */
    private static final double CELL = 3;

    private static final double COARSE = 6;
    private static final int MANY = 2_000;

    private final double cell;
    private final double left;
    private final double top;
    private final int columns;
    private final BitSet drawn = new BitSet();

    /**
     * @param marks how many there are
     */
    Thinning(Plot plot, int marks) {
        cell = marks > MANY ? COARSE : CELL;
        left = plot.left() - cell;
        top = plot.top() - cell;
        columns = (int) Math.ceil(plot.width() / cell) + 3;
    }

    /** True for the first mark at a place. */
    boolean draws(double x, double y) {
        int column = (int) ((x - left) / cell);
        int row = (int) ((y - top) / cell);
        if (column < 0 || row < 0 || column >= columns) return true;
        int index = row * columns + column;
        if (drawn.get(index)) return false;
        drawn.set(index);
        return true;
    }
}
