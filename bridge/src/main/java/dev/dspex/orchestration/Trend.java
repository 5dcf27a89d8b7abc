package dev.dspex.orchestration;

/**
 * How scores go, with the numbers that say so.
 *
 * @param direction what it is called
 * @param n scores it was read from
 * @param slope change of the score from one task to the next (Theil–Sen)
 * @param p of the Mann–Kendall test, two-sided; 1 while there are too few scores
 * @param spread standard deviation about the line (from the median absolute deviation)
 * @param usual the same before the window; NaN while too little is known
 * @param corrected whether neighbouring scores resembled each other and the test allowed for it
 */
public record Trend(
        Direction direction,
        int n,
        double slope,
        double p,
        double spread,
        double usual,
        boolean corrected) {
    /** Where more than one holds, the first counts. */
    public enum Direction {
        UNSTABLE,
        DEGRADING,
        IMPROVING,
        STEADY
    }

    /** Change over the whole window. */
    public double change() {
        return slope * Math.max(0, n - 1);
    }
}
