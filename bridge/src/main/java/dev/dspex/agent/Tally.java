package dev.dspex.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a vote came to: the answer with the most weight. With less than the quorum of the weight
 * behind it, or with too many voters missing, there is no consensus; the answer leads all the same.
 *
 * @param leading the answer with the most weight, of tied ones a drawn one; empty without an answer
 * @param agreed whether that is a consensus
 * @param tied whether others have as much
 * @param share of the weight that was cast
 * @param weights by answer, in the order they came
 * @param ballots as they were cast
 */
public record Tally(
        Optional<String> leading,
        boolean agreed,
        boolean tied,
        double share,
        Map<String, Double> weights,
        List<Ballot> ballots) {
    private static final double EQUAL = 1e-9;

    public Tally {
        weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        ballots = List.copyOf(ballots);
    }

    /**
     * Counts a vote. Where no voter has a past, or none that counts, each has one vote.
     *
     * @param quorum share of the weight, and of the voters, that a consensus needs
     * @param seed of the draw among tied answers
     */
    public static Tally of(List<Ballot> ballots, double quorum, long seed) {
        boolean unknown = ballots.stream().allMatch(ballot -> Math.abs(ballot.weight()) < EQUAL);
        var weights = new LinkedHashMap<String, Double>();
        double cast = 0;
        int answered = 0;
        for (Ballot ballot : ballots) {
            if (ballot.answer() == null) continue;
            double weight = unknown ? 1 : ballot.weight();
            weights.merge(ballot.answer(), weight, Double::sum);
            cast += Math.abs(weight);
            answered++;
        }
        if (weights.isEmpty()) {
            return new Tally(Optional.empty(), false, false, 0, weights, ballots);
        }
        double most = weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var leaders = new ArrayList<String>();
        weights.forEach(
                (answer, weight) -> {
                    if (most - weight < EQUAL) leaders.add(answer);
                });
        leaders.sort(null);
        boolean tied = leaders.size() > 1;
        String leading = leaders.get(tied ? new SplittableRandom(seed).nextInt(leaders.size()) : 0);
        double share = cast == 0 ? 0 : most / cast;
        boolean enough = answered >= quorum * ballots.size();
        return new Tally(
                Optional.of(leading),
                enough && share >= quorum && !tied,
                tied,
                share,
                weights,
                ballots);
    }

    /**
     * Whether voters that have not answered yet cannot change the answer, so that they need not be
     * asked.
     *
     * @param outstanding sum of the weights, without sign, of those
     */
    public boolean isCertain(double outstanding) {
        if (leading.isEmpty()) return false;
        double first = weights.getOrDefault(leading.get(), 0.0);
        double second =
                weights.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(leading.get()))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(0);
        return first - Math.max(0, second) > outstanding;
    }
}
