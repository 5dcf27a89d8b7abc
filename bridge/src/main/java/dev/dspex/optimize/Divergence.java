package dev.dspex.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the events of a search for signs that going on is of no use. Pure: the same events give
 * the same finding. Not thread-safe.
 */
public final class Divergence {
    /** Candidates in a row, none better than the best, and steps in a row without a score. */
    public static final int PATIENCE = 20;

    /** LM calls without a score at the least, before it is thought wrong. */
    public static final long SPEND = 200;

    /** What is wrong. */
    public enum Sign {
        /** A score is no number. */
        NON_FINITE,
        /** The best score has fallen, which cannot be. */
        BEST_FELL,
        /** Many candidates, and none better. */
        NO_IMPROVEMENT,
        /** LM calls are paid, or steps are made, and nothing is scored. */
        NO_SCORES;

        /** The name in files and events. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A sign that was seen.
     *
     * @param why as a sentence for the person
     */
    public record Finding(Sign sign, String why) {}

    private final int patience;
    private final long spend;
    private final Set<String> since = new HashSet<>();
    private @Nullable Double best;
    private long calls;
    private int steps;
    private long reached = -1;
    private String step = "";

    /**
     * @param patience candidates in a row that need not be better, at least 1
     * @param spend LM calls that may come without a score, at least 1
     */
    public Divergence(int patience, long spend) {
        if (patience < 1 || spend < 1) {
            throw new IllegalArgumentException(patience + " candidates, " + spend + " calls");
        }
        this.patience = patience;
        this.spend = spend;
    }

    /**
     * How it looks at a search.
     *
     * @param trials that were asked for; 0 where the optimizer has no such number. A search that
     *     explores need not get better steadily, so it may go on for half of them.
     * @param rowCalls LM calls to score all rows once
     */
    public static Divergence of(int trials, long rowCalls) {
        return new Divergence(Math.max(PATIENCE, trials / 2), Math.max(SPEND, 3 * rowCalls));
    }

    /** Takes the next event; a sign is told when it is first seen. */
    public Optional<Finding> saw(RunEvent event) {
        return switch (event) {
            case RunEvent.JobStarted job when job.kind().equals("optimize") -> {
                begin();
                yield Optional.empty();
            }
            case RunEvent.Trial trial -> trial(trial);
            case RunEvent.Metric row -> row(row);
            case RunEvent.LmEnded call when !call.cached() && call.error() == null -> spent();
            case RunEvent.Status status -> step(status);
            default -> Optional.empty();
        };
    }

    /** A search that lost its worker tells all from its beginning. */
    private void begin() {
        since.clear();
        best = null;
        scored();
    }

    private void scored() {
        calls = 0;
        steps = 0;
    }

    private Optional<Finding> row(RunEvent.Metric row) {
        scored();
        boolean finite = row.score() == null || Double.isFinite(row.score());
        boolean told = row.error() != null && row.error().code().equals("metric_not_finite");
        return finite && !told
                ? Optional.empty()
                : found(
                        Sign.NON_FINITE,
                        "The metric gave a score that is no number"
                                + (row.row() == null ? "." : " for row " + row.row() + "."));
    }

    private Optional<Finding> trial(RunEvent.Trial trial) {
        scored();
        if (trial.score() != null && !Double.isFinite(trial.score())) {
            return found(
                    Sign.NON_FINITE, "The score of trial " + trial.number() + " is no number.");
        }
        Double before = best;
        Double now = trial.best();
        if (now != null && before != null && now < before - 1e-9) {
            best = now;
            return found(
                    Sign.BEST_FELL,
                    String.format(
                            Locale.ROOT,
                            "The best score fell from %.3f to %.3f, which cannot be.",
                            before,
                            now));
        }
        if (now != null && (before == null || now > before)) {
            best = now;
            since.clear();
            return Optional.empty();
        }
        since.add(trial.candidate() == null ? "#" + trial.number() : trial.candidate());
        return since.size() == patience && before != null
                ? found(
                        Sign.NO_IMPROVEMENT,
                        String.format(
                                Locale.ROOT,
                                "%d candidates in a row were not better than %.3f.",
                                patience,
                                before))
                : Optional.empty();
    }

    private Optional<Finding> spent() {
        calls++;
        return calls == spend
                ? found(Sign.NO_SCORES, spend + " LM calls in a row led to no score.")
                : Optional.empty();
    }

    /** A step that says that it is another one, and has not got further. */
    private Optional<Finding> step(RunEvent.Status status) {
        if (status.done() == null || status.text().equals(step)) {
            return Optional.empty();
        }
        step = status.text();
        if (status.done() != reached) {
            reached = status.done();
            steps = 0;
            return Optional.empty();
        }
        steps++;
        return steps == patience
                ? found(
                        Sign.NO_SCORES,
                        patience
                                + " steps in a row scored nothing. The last: "
                                + status.text()
                                + ".")
                : Optional.empty();
    }

    private static Optional<Finding> found(Sign sign, String why) {
        return Optional.of(new Finding(sign, why));
    }
}
