package dev.dspex.compare;

import dev.dspex.event.RunEvent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which examples flipped between two evaluations: rows that both scored, by id. A row that failed
 * counts as 0.
 *
 * @param only how many rows just one of them scored
 */
public record RowFlips(List<Flip> better, List<Flip> worse, int same, int only) {
    private static final double EQUAL = 1e-9;

    /** A row whose score changed; scores from 0 to 1. */
    public record Flip(String row, double before, double after) {}

    public RowFlips {
        better = List.copyOf(better);
        worse = List.copyOf(worse);
    }

    public static RowFlips of(Map<String, Double> before, Map<String, Double> after) {
        var better = new ArrayList<Flip>();
        var worse = new ArrayList<Flip>();
        int same = 0;
        int both = 0;
        for (var row : after.entrySet()) {
            var old = before.get(row.getKey());
            if (old == null) continue;
            both++;
            var flip = new Flip(row.getKey(), old, row.getValue());
            if (Math.abs(flip.after() - flip.before()) <= EQUAL) same++;
            else (flip.after() > flip.before() ? better : worse).add(flip);
        }
        return new RowFlips(better, worse, same, before.size() + after.size() - 2 * both);
    }

    /** The score of each row of an evaluation; the last one where a row was scored again. */
    public static Map<String, Double> scores(Iterable<? extends RunEvent> events) {
        var scores = new LinkedHashMap<String, Double>();
        for (var event : events) {
            if (!(event instanceof RunEvent.Metric metric) || metric.row() == null) continue;
            var score = metric.score();
            if (score == null && metric.error() == null) continue; // the metric has none
            scores.put(metric.row(), score == null || metric.error() != null ? 0 : score);
        }
        return scores;
    }
}
