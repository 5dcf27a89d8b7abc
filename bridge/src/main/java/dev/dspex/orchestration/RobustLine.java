package dev.dspex.orchestration;

import org.apache.commons.math3.stat.descriptive.rank.Median;

import java.util.Arrays;

/**
 * Theil–Sen line through equally spaced values: the median of all slopes between two, through the
 * median. One value in four may be wild without moving it.
 *
 * @param slope change a step
 * @param start value of the line at the first step
 */
record RobustLine(double slope, double start) {
    /** Makes the median absolute deviation of normal values their standard deviation. */
    private static final double TO_SIGMA = 1.4826;

    static RobustLine through(double[] values) {
        int n = values.length;
        if (n < 2) return new RobustLine(0, n == 0 ? 0 : values[0]);
        double[] slopes = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) slopes[k++] = (values[j] - values[i]) / (j - i);
        }
        double slope = median(slopes);
        double[] starts = new double[n];
        Arrays.setAll(starts, i -> values[i] - slope * i);
        return new RobustLine(slope, median(starts));
    }

    /** What the line leaves of the values. */
    double[] residuals(double[] values) {
        double[] left = new double[values.length];
        Arrays.setAll(left, i -> values[i] - start - slope * i);
        return left;
    }

    /** Standard deviation of values about their median, by the median absolute deviation. */
    static double spread(double[] values) {
        double middle = median(values);
        double[] away = new double[values.length];
        Arrays.setAll(away, i -> Math.abs(values[i] - middle));
        return TO_SIGMA * median(away);
    }

    private static double median(double[] values) {
        return new Median().evaluate(values);
    }
}
