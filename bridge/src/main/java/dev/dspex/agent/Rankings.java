package dev.dspex.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What rankings of the same candidates come to. No rule stands up to voters that rank against the
 * truth together: with two such of seven both fall.
 *
 * @param candidates in the order of their names
 * @param margins by row and column as in {@code candidates}: weight of those who prefer the row,
 *     less the weight of those who prefer the column
 */
public record Rankings(List<String> candidates, List<List<Double>> margins) {
    private static final double EQUAL = 1e-9;

    /** How an order comes about. */
    public enum Rule {
        /** By the mean place. */
        BORDA,
        /** By the strongest ways of one preference after the other (Schulze 2011). */
        SCHULZE
    }

    /**
     * The ranking of one voter.
     *
     * @param order the best first; candidates that are not named come after all others, as good as
     *     each other
     * @param weight of the vote, 0 or more
     */
    public record Ranked(String voter, List<String> order, double weight) {
        public Ranked {
            order = List.copyOf(order);
            if (!(weight >= 0) || new HashSet<>(order).size() < order.size())
                throw new IllegalArgumentException(voter + ": " + order + ", weight " + weight);
        }
    }

    public Rankings {
        candidates = List.copyOf(candidates);
        margins = margins.stream().map(List::copyOf).toList();
    }

    /** Counts rankings; candidates are all that anybody names. */
    public static Rankings of(List<Ranked> votes) {
        List<String> candidates =
                votes.stream().flatMap(vote -> vote.order().stream()).distinct().sorted().toList();
        int n = candidates.size();
        double[][] prefer = new double[n][n];
        for (Ranked vote : votes) {
            Map<String, Integer> place = new LinkedHashMap<>();
            for (int i = 0; i < vote.order().size(); i++) place.put(vote.order().get(i), i);
            for (int a = 0; a < n; a++) {
                int first = place.getOrDefault(candidates.get(a), n);
                for (int b = 0; b < n; b++) {
                    int second = place.getOrDefault(candidates.get(b), n);
                    if (first < second) prefer[a][b] += vote.weight();
                }
            }
        }
        var margins = new ArrayList<List<Double>>();
        for (int a = 0; a < n; a++) {
            var row = new ArrayList<Double>();
            for (int b = 0; b < n; b++) row.add(prefer[a][b] - prefer[b][a]);
            margins.add(row);
        }
        return new Rankings(candidates, margins);
    }

    /** The candidates, the best first; those that tie stand in the order of their names. */
    public List<String> order(Rule rule) {
        double[] scores = scores(rule);
        return by(name -> -scores[candidates.indexOf(name)]);
    }

    /** Candidates that share the first place under a rule. */
    public List<String> winners(Rule rule) {
        double[] scores = scores(rule);
        double most = Arrays.stream(scores).max().orElse(0);
        var winners = new ArrayList<String>();
        for (int i = 0; i < scores.length; i++) {
            if (most - scores[i] < EQUAL) winners.add(candidates.get(i));
        }
        return winners;
    }

    private List<String> by(ToDoubleFunction<String> score) {
        return candidates.stream().sorted(Comparator.comparingDouble(score)).toList();
    }

    /**
     * Higher is better: for Borda the sum of margins, which ranks as the mean place does; for
     * Schulze the number of candidates that are beaten.
     */
    private double[] scores(Rule rule) {
        int n = candidates.size();
        double[] scores = new double[n];
        double[][] strongest = rule == Rule.SCHULZE ? strongest() : new double[0][];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (a == b) continue;
                scores[a] +=
                        rule == Rule.BORDA
                                ? margin(a, b)
                                : strongest[a][b] - strongest[b][a] > EQUAL ? 1 : 0;
            }
        }
        return scores;
    }

    /** Strength of the strongest way from each to each: that of its weakest step. */
    private double[][] strongest() {
        int n = candidates.size();
        double[][] way = new double[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) way[a][b] = Math.max(0, margin(a, b));
        }
        for (int through = 0; through < n; through++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) {
                    if (a != b) {
                        double other = Math.min(way[a][through], way[through][b]);
                        way[a][b] = Math.max(way[a][b], other);
                    }
                }
            }
        }
        return way;
    }

    private double margin(int a, int b) {
        return margins.get(a).get(b);
    }

    /** The candidate that most prefer to each other one; empty where there is none. */
    public Optional<String> condorcet() {
        for (int a = 0; a < candidates.size(); a++) {
            boolean all = true;
            for (int b = 0; b < candidates.size(); b++) {
                all &= a == b || margin(a, b) > EQUAL;
            }
            if (all) return Optional.of(candidates.get(a));
        }
        return Optional.empty();
    }

    /**
     * Candidates of which most prefer the first to the second and so on round to the first: groups
     * within which the order is a matter of the rule. Each group once; empty where there is none.
     */
    public List<List<String>> cycles() {
        int n = candidates.size();
        boolean[][] reach = new boolean[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) reach[a][b] = margin(a, b) > EQUAL;
        }
        for (int through = 0; through < n; through++) {
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < n; b++) reach[a][b] |= reach[a][through] && reach[through][b];
            }
        }
        var groups = new ArrayList<List<String>>();
        var seen = new HashSet<Integer>();
        for (int a = 0; a < n; a++) {
            if (!reach[a][a] || seen.contains(a)) continue;
            var group = new ArrayList<String>();
            for (int b = 0; b < n; b++) {
                if (reach[a][b] && reach[b][a]) {
                    seen.add(b);
                    group.add(candidates.get(b));
                }
            }
            groups.add(List.copyOf(group));
        }
        return groups;
    }
}
