package dev.dspex.app.chart;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * What {@link ScoreChart} shows. Full evaluations and minibatches are apart: they do not measure
 * the same thing.
 *
 * @param full evaluations on all rows, in the order they ended
 * @param now where the study stands on the x axis
 * @param cap the limit on the x axis, or null
 * @param capLabel words on the line of the cap
 * @param incumbent score of what is in use, or null
 * @param running whether more is to come
 */
public record ScoreData(
        List<Evaluation> full,
        List<Evaluation> minibatches,
        double now,
        @Nullable Double cap,
        String capLabel,
        @Nullable Double incumbent,
        boolean running) {
    public static final ScoreData EMPTY =
            new ScoreData(List.of(), List.of(), 0, null, "", null, false);

    /** A score of a candidate at x calls, minutes, tokens or dollars, measured on n rows. */
    public record Evaluation(String candidate, double x, double score, int rows) {}

    public ScoreData {
        full = List.copyOf(full);
        minibatches = List.copyOf(minibatches);
    }

    /** The best full evaluation, the first one of equals. */
    public Optional<Evaluation> best() {
        Evaluation best = null;
        for (var evaluation : full)
            if (best == null || evaluation.score() > best.score()) best = evaluation;
        return Optional.ofNullable(best);
    }
}
