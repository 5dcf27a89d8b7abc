package dev.dspex.app.chart;

import org.jspecify.annotations.Nullable;

/**
 * Where the cells of a heat map lie, in pixels.
 *
 * @param scale of the text
 * @param named whether rows and columns have names of their own, rather than numbers
 * @param firstX how far it is scrolled to the right
 * @param firstY how far it is scrolled down
 */
record HeatGrid(double scale, boolean named, double firstX, double firstY, int rows, int columns) {
    private static final double CELL_WIDTH = 38;
    private static final double NAMED_WIDTH = 60;
    private static final double CELL_HEIGHT = 20;
    private static final double LEFT = 64;
    private static final double NAMED_LEFT = 104;
    private static final double TOP = 26;

    double wide() {
        return (named ? NAMED_WIDTH : CELL_WIDTH) * scale;
    }

    double high() {
        return CELL_HEIGHT * scale;
    }

    /** Width of the names of the rows. */
    double left() {
        return (named ? NAMED_LEFT : LEFT) * scale;
    }

    /** Height of the names of the columns. */
    double top() {
        return TOP * scale;
    }

    double x(int column) {
        return Math.rint(left() + column * wide() - firstX);
    }

    double y(int row) {
        return Math.rint(top() + row * high() - firstY);
    }

    /** How much wider all is than this width. */
    double hiddenX(double width) {
        return Math.max(0, columns * wide() + left() - width);
    }

    double hiddenY(double height) {
        return Math.max(0, rows * high() + top() - height);
    }

    int firstColumn() {
        return (int) (firstX / wide());
    }

    int firstRow() {
        return (int) (firstY / high());
    }

    /** The column after the last one in view. */
    int endColumn(double width) {
        return (int) Math.min(columns, Math.ceil((firstX + width) / wide()));
    }

    int endRow(double height) {
        return (int) Math.min(rows, Math.ceil((firstY + height) / high()));
    }

    /** The cell at a point, null where there is none. */
    HeatMap.@Nullable Cell cellAt(double x, double y) {
        if (x < left() || y < top()) return null;
        int column = (int) ((x - left() + firstX) / wide());
        int row = (int) ((y - top() + firstY) / high());
        return row < rows && column < columns ? new HeatMap.Cell(row, column) : null;
    }

    /** The scrolling that brings something of this size, at this place, into view. */
    static double shown(double first, double at, double size, double room, double most) {
        double moved = at < first ? at : at + size > first + room ? at + size - room : first;
        return Math.clamp(moved, 0, most);
    }
}
