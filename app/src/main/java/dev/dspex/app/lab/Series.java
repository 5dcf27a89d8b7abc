package dev.dspex.app.lab;

import java.util.Arrays;

/**
 * Values over seconds, at most {@link #MOST} of them: when more come, every second one is dropped,
 * except the extremes that a person looks for.
 */
final class Series {
    static final int MOST = 2000;

    private double[] times = new double[64];
    private double[] values = new double[64];
    private int size;

    void add(double time, double value) {
        if (size == MOST) thin();
        if (size == times.length) {
            times = Arrays.copyOf(times, Math.min(MOST, size * 2));
            values = Arrays.copyOf(values, times.length);
        }
        times[size] = time;
        values[size] = value;
        size++;
    }

    int size() {
        return size;
    }

    double time(int index) {
        return times[index];
    }

    double value(int index) {
        return values[index];
    }

    double last() {
        return size == 0 ? Double.NaN : values[size - 1];
    }

    double greatest() {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) most = Math.max(most, values[i]);
        return most;
    }

    /**
     * The value that held at this time: the last one that was told before. NaN before the first.
     */
    double at(double time) {
        int found = Arrays.binarySearch(times, 0, size, time);
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? Double.NaN : values[index];
    }

    /** Of two neighbours the one that differs more from the value before them stays. */
    private void thin() {
        int kept = 1;
        for (int i = 1; i + 1 < size; i += 2) {
            double before = values[kept - 1];
            boolean second = Math.abs(values[i + 1] - before) > Math.abs(values[i] - before);
            int stays = second ? i + 1 : i;
            times[kept] = times[stays];
            values[kept] = values[stays];
            kept++;
        }
        size = kept;
    }
}
