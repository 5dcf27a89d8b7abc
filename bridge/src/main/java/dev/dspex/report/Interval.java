package dev.dspex.report;

import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

import java.util.Arrays;
import java.util.Random;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {
    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_260_101;

    /**
     * The interval of a mean score: Wilson's for right-or-wrong scores, else a seeded percentile
     * bootstrap.
     *
     * @param scores at least one value, each 0 to 1
     */
    public static Interval ofMean(double[] scores) {
        if (Arrays.stream(scores).allMatch(s -> s == 0 || s == 1)) {
            var right = (int) Arrays.stream(scores).filter(s -> s == 1).count();
            var wilson = new WilsonScoreInterval().createInterval(scores.length, right, CONFIDENCE);
            return new Interval(
                    Math.max(0, wilson.getLowerBound()), Math.min(1, wilson.getUpperBound()));
        }
        return bootstrap(scores);
    }

    /**
     * The interval of a mean paired difference, by a seeded percentile bootstrap over the pairs.
     *
     * @param differences one value a pair, at least one
     */
    public static Interval ofDifference(double[] differences) {
        return bootstrap(differences);
    }

    private static Interval bootstrap(double[] values) {
        var random = new Random(SEED);
        var means = new double[RESAMPLES];
        for (var i = 0; i < RESAMPLES; i++) {
            var sum = 0.0;
            for (var j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        return new Interval(StatUtils.percentile(means, 2.5), StatUtils.percentile(means, 97.5));
    }
}
