package dev.dspex.orchestration;

import org.apache.commons.math3.distribution.NormalDistribution;

import java.util.Arrays;

/**
 * Mann–Kendall test for a monotone trend, corrected for ties (Kendall, Rank Correlation Methods).
 *
 * @param s pairs that rise minus pairs that fall
 * @param variance of {@code s} without a trend
 * @param z with continuity correction
 * @param p two-sided; 1 where every value is equal
 */
public record MannKendall(int s, double variance, double z, double p) {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /** The test on values in the order of time, each by itself. */
    public static MannKendall of(double[] values) {
        return of(values, 0);
    }

    /**
     * The test on values of which each resembles the one before it: the variance grows as that of a
     * series of first order does (Yue and Wang 2004).
     *
     * @param resemblance correlation of neighbours, 0 or more and under 1
     */
    public static MannKendall of(double[] values, double resemblance) {
        int s = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                s += (int) Math.signum(values[j] - values[i]);
            }
        }
        double variance = variance(values) * widening(values.length, resemblance);
        double z = variance == 0 || s == 0 ? 0 : (s - Math.signum(s)) / Math.sqrt(variance);
        return new MannKendall(s, variance, z, 2 * NORMAL.cumulativeProbability(-Math.abs(z)));
    }

    private static double widening(int n, double resemblance) {
        double sum = 0;
        double power = 1;
        for (int k = 1; k < n; k++) {
            power *= resemblance;
            sum += (1 - (double) k / n) * power;
        }
        return 1 + 2 * sum;
    }

    private static double variance(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = term(sorted.length);
        int begin = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[begin]) {
                sum -= term(i - begin);
                begin = i;
            }
        }
        return sum / 18;
    }

    private static double term(int n) {
        return (double) n * (n - 1) * (2.0 * n + 5);
    }
}
