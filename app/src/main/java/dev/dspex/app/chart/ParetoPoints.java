package dev.dspex.app.chart;

import dev.dspex.app.chart.ParetoChart.Candidate;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Candidates with their front, worked out on any thread.
 *
 * @param all by x, then by score
 * @param front those that no other one dominates, by x
 * @param onFront the places of the front in {@code all}
 */
public record ParetoPoints(List<Candidate> all, List<Candidate> front, BitSet onFront) {
    public static final ParetoPoints NONE = of(List.of());

    public static ParetoPoints of(List<Candidate> candidates) {
        var all =
                candidates.stream()
                        .sorted(
                                Comparator.comparingDouble(Candidate::x)
                                        .thenComparing(Candidate::score))
                        .toList();
        var front = ParetoChart.front(all);
        var onFront = new BitSet();
        int next = 0;
        for (int i = 0; i < all.size() && next < front.size(); i++)
            if (all.get(i) == front.get(next)) {
                onFront.set(i);
                next++;
            }
        return new ParetoPoints(all, front, onFront);
    }
}
