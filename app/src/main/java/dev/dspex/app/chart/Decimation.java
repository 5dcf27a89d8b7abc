package dev.dspex.app.chart;

import java.util.Arrays;

/**
 * Thins a line to what a row of pixels can show: of each pixel column the first, the lowest, the
 * highest and the last point stay, in their order, so that no peak is lost and the line between
 * columns is the same.
 */
final class Decimation {
    private int[] kept = new int[1024];
    private int size;

    /** Thins the points from..to-1; where there are few, all stay. */
    void thin(Points points, int from, int to, Span x, int columns) {
        size = 0;
        if (to - from <= 4L * columns) {
            for (int i = from; i < to; i++) keep(i);
            return;
        }
        double scale = columns / x.length();
        int i = from;
        while (i < to) {
            long column = column(points.x(i), x, scale);
            int first = i;
            int low = i;
            int high = i;
            for (i++; i < to && column(points.x(i), x, scale) == column; i++) {
                double y = points.y(i);
                if (y < points.y(low)) low = i;
                if (y > points.y(high)) high = i;
            }
            keepEach(first, Math.min(low, high), Math.max(low, high), i - 1);
        }
    }

    int size() {
        return size;
    }

    int index(int at) {
        return kept[at];
    }

    private static long column(double x, Span span, double scale) {
        return (long) Math.floor((x - span.low()) * scale);
    }

    private void keepEach(int first, int second, int third, int last) {
        keep(first);
        if (second != first) keep(second);
        if (third != second && third != first) keep(third);
        if (last != third && last != second && last != first) keep(last);
    }

    private void keep(int index) {
        if (size == kept.length) kept = Arrays.copyOf(kept, size * 2);
        kept[size++] = index;
    }
}
