package dev.dspex.orchestration;

/**
 * Notices a sudden drop of a score sooner than a trend can: one-sided cumulative sums (Page 1954).
 * An instance follows one series; not for several threads.
 */
public final class DropDetector {
    private final double limit;
    private final java.util.function.DoubleUnaryOperator evidence;
    private double sum;

    private DropDetector(double limit, java.util.function.DoubleUnaryOperator evidence) {
        this.limit = limit;
        this.evidence = evidence;
    }

    /**
     * For scores on a scale.
     *
     * @param mean what is usual
     * @param deviation usual standard deviation, above 0
     * @param slack deviations under the mean that do not count: half the drop to be found
     * @param limit sum of deviations that is called a drop; 8 keeps false ones some 4,000 apart
     */
    public static DropDetector ofScale(double mean, double deviation, double slack, double limit) {
        if (!(deviation > 0)) throw new IllegalArgumentException("deviation " + deviation);
        return new DropDetector(limit, score -> (mean - score) / deviation - slack);
    }

    /**
     * For right and wrong: the log likelihood ratio of the two shares.
     *
     * @param usual share of right answers that is usual, between 0 and 1
     * @param low share that counts as a drop, below it
     * @param limit of the ratio; 5 keeps false ones some 1,000 apart
     */
    public static DropDetector ofShare(double usual, double low, double limit) {
        if (!(0 < low && low < usual && usual < 1)) {
            throw new IllegalArgumentException("a drop from " + usual + " to " + low);
        }
        double right = Math.log(low / usual);
        double wrong = Math.log((1 - low) / (1 - usual));
        return new DropDetector(limit, score -> score * right + (1 - score) * wrong);
    }

    /** Takes the next score; true where the drop is certain enough, and the count begins anew. */
    public boolean drops(double score) {
        sum = Math.max(0, sum + evidence.applyAsDouble(score));
        if (sum <= limit) return false;
        sum = 0;
        return true;
    }

    /** How much speaks for a drop, from 0 to 1. */
    public double suspicion() {
        return Math.min(1, sum / limit);
    }
}
