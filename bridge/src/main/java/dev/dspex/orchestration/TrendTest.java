package dev.dspex.orchestration;

import java.util.Arrays;

/**
 * Reads the trend of a series of scores: Mann–Kendall for whether there is one, Theil–Sen for how
 * strong, the spread about the line against the usual one for whether it is stable. Where
 * neighbouring scores resemble each other the test allows for it, as such a series wanders without
 * a trend; whitening it would hide a true one.
 *
 * @param window scores that count
 * @param alpha level of the test, two-sided
 * @param least change over the window under which nothing is called a trend
 * @param minimum scores before anything is said
 * @param kappa how many times the usual spread is called unstable
 */
public record TrendTest(int window, double alpha, double least, int minimum, double kappa) {
    /** What a session starts with. */
    public static final TrendTest STANDARD = new TrendTest(30, 0.01, 0.03, 10, 2);

    private static final double RESEMBLANCE = 0.15;
    private static final double MOST = 0.9;

    /** Windows before the present one that say what is usual. */
    static final int BEFORE = 4;

    public TrendTest {
        if (minimum < 4
                || window < minimum
                || alpha <= 0
                || alpha >= 1
                || kappa <= 1
                || least < 0) {
            throw new IllegalArgumentException(
                    "window " + window + ", at least " + minimum + ", alpha " + alpha);
        }
    }

    /**
     * The trend at the end of a series.
     *
     * @param scores oldest first; what lies before the window says what spread is usual
     */
    public Trend read(double[] scores) {
        int begin = Math.max(0, scores.length - window);
        return read(
                Arrays.copyOfRange(scores, begin, scores.length),
                usual(Arrays.copyOfRange(scores, Math.max(0, begin - BEFORE * window), begin)));
    }

    /**
     * The trend of a window.
     *
     * @param last the scores of the window
     * @param usual spread before it, as {@link #usual} says
     */
    Trend read(double[] last, double usual) {
        RobustLine line = RobustLine.through(last);
        double[] left = line.residuals(last);
        double spread = last.length == 0 ? 0 : RobustLine.spread(left);
        if (last.length < minimum) {
            return new Trend(
                    Trend.Direction.STEADY, last.length, line.slope(), 1, spread, usual, false);
        }
        double resemblance = resemblance(left);
        boolean corrected = resemblance > RESEMBLANCE;
        MannKendall test = MannKendall.of(last, corrected ? resemblance : 0);
        Trend.Direction direction = Trend.Direction.STEADY;
        if (spread > Math.max(kappa * usual, least)) {
            direction = Trend.Direction.UNSTABLE;
        } else if (test.p() < alpha && Math.abs(line.slope()) * (last.length - 1) >= least) {
            direction = line.slope() < 0 ? Trend.Direction.DEGRADING : Trend.Direction.IMPROVING;
        }
        return new Trend(direction, last.length, line.slope(), test.p(), spread, usual, corrected);
    }

    /** The spread about their line of the scores before a window; NaN where they are too few. */
    double usual(double[] before) {
        return before.length < window
                ? Double.NaN
                : RobustLine.spread(RobustLine.through(before).residuals(before));
    }

    /**
     * Correlation of each value with the one before it, without the bias that so few values and the
     * line taken off give it (Kendall 1954).
     */
    private static double resemblance(double[] values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(0);
        double along = 0;
        double all = 0;
        for (int i = 0; i < n; i++) {
            all += (values[i] - mean) * (values[i] - mean);
            if (i > 0) along += (values[i] - mean) * (values[i - 1] - mean);
        }
        return all == 0 || n <= 4 ? 0 : Math.min(MOST, (n * along / all + 2) / (n - 4));
    }
}
