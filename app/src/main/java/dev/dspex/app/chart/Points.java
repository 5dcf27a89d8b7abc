package dev.dspex.app.chart;

import java.util.Arrays;

/**
 * The points of one line, kept in the order of x. Made for appending; a late point is put at its
 * place.
 */
public final class Points {
    private double[] x = new double[64];
    private double[] y = new double[64];
    private int size;

    public static Points of(double... xy) {
        var points = new Points();
        for (int i = 0; i + 1 < xy.length; i += 2) points.add(xy[i], xy[i + 1]);
        return points;
    }

    /** Values that are not finite are refused: a gap is a second line. */
    public void add(double atX, double atY) {
        if (!Double.isFinite(atX) || !Double.isFinite(atY))
            throw new IllegalArgumentException("Not finite: " + atX + ", " + atY);
        if (size == x.length) grow();
        int at = size;
        while (at > 0 && x[at - 1] > atX) at--;
        System.arraycopy(x, at, x, at + 1, size - at);
        System.arraycopy(y, at, y, at + 1, size - at);
        x[at] = atX;
        y[at] = atY;
        size++;
    }

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public double x(int index) {
        return x[checked(index)];
    }

    public double y(int index) {
        return y[checked(index)];
    }

    /**
     * Index of the first point with x at or after {@code from}; {@link #size()} when there is none.
     */
    public int firstFrom(double from) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (x[middle] < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Smallest and largest y, or an empty span. */
    public Span spanY() {
        var span = Span.EMPTY;
        if (size == 0) return span;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            low = Math.min(low, y[i]);
            high = Math.max(high, y[i]);
        }
        return new Span(low, high);
    }

    public Span spanX() {
        return size == 0 ? Span.EMPTY : new Span(x[0], x[size - 1]);
    }

    private int checked(int index) {
        if (index < 0 || index >= size) throw new IndexOutOfBoundsException(index);
        return index;
    }

    private void grow() {
        x = Arrays.copyOf(x, size * 2);
        y = Arrays.copyOf(y, size * 2);
    }
}
