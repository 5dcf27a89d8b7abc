package dev.dspex.optimize;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.stream.IntStream;

/**
 * How much of the variance of the score a variable by itself explains: ω² (Hays 1963) of an
 * analysis of variance with one factor. Numbers are put into up to five classes with equally many
 * candidates, so that an optimum in the middle counts as well as a slope. What only two variables
 * together do is not seen, and a search that has found its optimum tells less of what is far from
 * it.
 */
public final class Importance {
    /** With fewer candidates nothing is said. */
    public static final int LEAST = 8;

    private static final int CLASSES = 5;

    private Importance() {}

    /**
     * @param omega ω², from 0 to 1
     * @param slope Spearman's rank correlation of number and score, NaN for choices
     */
    public record Share(String variable, double omega, double slope) {}

    /**
     * How much one variable explains.
     *
     * @param values its value with each candidate, a choice by its number; NaN where it is not in
     *     force
     * @param number whether the values are numbers, else choices
     * @param scores of the candidates, in the same order
     */
    public static Share of(String variable, double[] values, boolean number, double[] scores) {
        int[] classes =
                number
                        ? classes(values)
                        : Arrays.stream(values).mapToInt(Importance::choice).toArray();
        return new Share(
                variable, omega(classes, scores), number ? spearman(values, scores) : Double.NaN);
    }

    /** A variable that is not in force is a class of its own. */
    private static int choice(double value) {
        return Double.isNaN(value) ? -1 : (int) value;
    }

    /** Classes with equally many values; equal values stay together. */
    private static int[] classes(double[] values) {
        var sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int wanted = Math.clamp(sorted.length / 4, 2, CLASSES);
        return Arrays.stream(values)
                .mapToInt(
                        value -> {
                            if (Double.isNaN(value)) return -1;
                            int first = firstAtLeast(sorted, value);
                            return (int) ((long) first * wanted / sorted.length);
                        })
                .toArray();
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** (SSb - (k-1) MSw) / (SSt + MSw), 0 where that is negative or nothing varies. */
    public static double omega(int[] classes, double[] scores) {
        int n = scores.length;
        double mean = Arrays.stream(scores).average().orElse(0);
        var sums = new HashMap<Integer, double[]>();
        double total = 0;
        for (int i = 0; i < n; i++) {
            var sum = sums.computeIfAbsent(classes[i], _ -> new double[2]);
            sum[0] += scores[i];
            sum[1]++;
            total += (scores[i] - mean) * (scores[i] - mean);
        }
        double between = 0;
        for (var sum : sums.values()) {
            double away = sum[0] / sum[1] - mean;
            between += sum[1] * away * away;
        }
        int k = sums.size();
        if (k < 2 || n <= k || total <= 1e-15) return 0;
        double within = Math.max(0, total - between) / (n - k);
        return Math.clamp((between - (k - 1) * within) / (total + within), 0, 1);
    }

    /** Pearson's correlation of the ranks; ties have their mean rank; NaN where nothing varies. */
    public static double spearman(double[] values, double[] scores) {
        int[] known =
                IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
        double[] a = ranks(Arrays.stream(known).mapToDouble(i -> values[i]).toArray());
        double[] b = ranks(Arrays.stream(known).mapToDouble(i -> scores[i]).toArray());
        double mean = (known.length - 1) / 2.0;
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - mean) * (b[i] - mean);
            squaresA += (a[i] - mean) * (a[i] - mean);
            squaresB += (b[i] - mean) * (b[i] - mean);
        }
        double size = Math.sqrt(squaresA * squaresB);
        return size <= 1e-15 ? Double.NaN : product / size;
    }

    private static double[] ranks(double[] values) {
        var order =
                IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> values[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        var ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i;
            while (end + 1 < order.length && values[order[end + 1]] == values[order[i]]) end++;
            for (int j = i; j <= end; j++) ranks[order[j]] = (i + end) / 2.0;
            i = end + 1;
        }
        return ranks;
    }
}
