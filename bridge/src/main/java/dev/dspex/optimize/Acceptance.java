package dev.dspex.optimize;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Compares two versions of a program on the same rows and decides whether the new one is better by
 * more than chance. Paired: McNemar's exact test where every score is 0 or 1, else a permutation
 * test of the signs of the differences. Two-sided, α = .05.
 */
public final class Acceptance {
    /** The level below which a difference counts as more than chance. */
    public static final double ALPHA = 0.05;

    private static final double POWER = 0.8;
    private static final double LEAST_DISCORDANT = 0.02;
    private static final int PERMUTATIONS = 10_000;
    private static final int EXACT_UP_TO = 12;
    private static final long SEED = 20_260_101L;
    private static final double TIE = 1e-12;

    private Acceptance() {}

    /**
     * The decision and its numbers.
     *
     * @param gain mean of the new scores minus mean of the old ones
     * @param minimumGain smallest true gain that this many rows would show four times out of five
     * @param test name of the test
     * @param reason one sentence for the person
     */
    public record Verdict(
            boolean accepted,
            double gain,
            double pValue,
            double minimumGain,
            String test,
            String reason) {}

    /**
     * Decides between paired scores.
     *
     * @param before scores of the version in use, 0 to 1, in the order of the rows
     * @param after scores of the new version on the same rows
     */
    public static Verdict compare(double[] before, double[] after) {
        if (before.length != after.length || before.length == 0) {
            throw new IllegalArgumentException(
                    "paired scores needed: " + before.length + " and " + after.length);
        }
        boolean binary = binary(before) && binary(after);
        double p = binary ? mcNemar(before, after) : permutation(before, after);
        double gain = mean(after) - mean(before);
        double minimum = minimumGain(before, after, binary);
        boolean accepted = gain > 0 && p < ALPHA;
        return new Verdict(
                accepted,
                gain,
                p,
                minimum,
                binary ? "exact McNemar" : "paired permutation",
                reason(accepted, gain, p, minimum, before.length));
    }

    private static String reason(boolean accepted, double gain, double p, double minimum, int n) {
        String numbers =
                String.format(
                        Locale.ROOT,
                        "%+.3f on %d rows, p %s",
                        gain,
                        n,
                        p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", p));
        if (accepted) {
            return "Better by more than chance: " + numbers + ".";
        }
        if (gain <= 0) {
            return "Not better: " + numbers + ".";
        }
        return String.format(
                Locale.ROOT,
                "Better, but it may be chance: %s. This many rows show gains from %.3f on.",
                numbers,
                minimum);
    }

    /** Two-sided exact p: the rows on which just one version was right are fair coin tosses. */
    static double mcNemar(double[] before, double[] after) {
        int better = 0;
        int worse = 0;
        for (int i = 0; i < before.length; i++) {
            better += after[i] > before[i] ? 1 : 0;
            worse += after[i] < before[i] ? 1 : 0;
        }
        return signTest(better, worse);
    }

    /** Two-sided exact p of so many against so many, were each a fair coin toss. */
    public static double signTest(int better, int worse) {
        if (better + worse == 0) {
            return 1;
        }
        BinomialDistribution coin = new BinomialDistribution(null, better + worse, 0.5);
        return Math.min(1, 2 * coin.cumulativeProbability(Math.min(better, worse)));
    }

    /** Two-sided p of the mean difference when the sign of each row's difference is a coin toss. */
    static double permutation(double[] before, double[] after) {
        double[] differences = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            differences[i] = after[i] - before[i];
        }
        double[] moved = Arrays.stream(differences).filter(d -> Math.abs(d) > TIE).toArray();
        if (moved.length == 0) {
            return 1;
        }
        double seen = Math.abs(Arrays.stream(moved).sum()) - TIE;
        return moved.length <= EXACT_UP_TO ? allSigns(moved, seen) : randomSigns(moved, seen);
    }

    private static double allSigns(double[] differences, double seen) {
        int all = 1 << differences.length;
        int extreme = 0;
        for (int signs = 0; signs < all; signs++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            }
            extreme += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (double) extreme / all;
    }

    private static double randomSigns(double[] differences, double seen) {
        SplittableRandom random = new SplittableRandom(SEED);
        int extreme = 0;
        for (int round = 0; round < PERMUTATIONS; round++) {
            double sum = 0;
            for (double difference : differences) {
                sum += random.nextBoolean() ? difference : -difference;
            }
            extreme += Math.abs(sum) >= seen ? 1 : 0;
        }
        return (extreme + 1.0) / (PERMUTATIONS + 1.0);
    }

    /**
     * The smallest true gain that the test finds with a power of 80 %, by the normal approximation.
     */
    static double minimumGain(double[] before, double[] after, boolean binary) {
        int n = before.length;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            variance += Math.pow(after[i] - before[i], 2) / n;
        }
        double spread = Math.max(binary ? LEAST_DISCORDANT : LEAST_DISCORDANT / 10, variance);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double zAlpha = normal.inverseCumulativeProbability(1 - ALPHA / 2);
        double zPower = normal.inverseCumulativeProbability(POWER);
        double low = 0;
        double high = Math.sqrt(spread);
        for (int round = 0; round < 60; round++) {
            double gain = (low + high) / 2;
            double root =
                    zAlpha * Math.sqrt(spread)
                            + zPower * Math.sqrt(Math.max(0, spread - gain * gain));
            if (gain == 0 || root * root / (gain * gain) > n) {
                low = gain;
            } else {
                high = gain;
            }
        }
        return Math.min(1, high);
    }

    private static boolean binary(double[] scores) {
        return Arrays.stream(scores).allMatch(s -> s == 0 || s == 1);
    }

    private static double mean(double[] scores) {
        return Arrays.stream(scores).average().orElse(0);
    }
}
