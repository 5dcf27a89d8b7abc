package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.optimize.StudyTrial;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a run what becomes of the trials of a study: each is a candidate. Not thread-safe. */
final class StudyEvents {
    private final Recorder recorder;
    private final String split;
    private final SearchSettings settings;
    private int evaluations;
    private int done;
    private @Nullable Double best;

    StudyEvents(Recorder recorder, String split, SearchSettings settings) {
        this.recorder = recorder;
        this.split = split;
        this.settings = settings;
    }

    /** The candidate's id of a trial. */
    static String id(int trial) {
        return "c" + trial;
    }

    void begun(StudyTrial trial) {
        boolean seed = trial.number() == 0;
        candidate(
                trial,
                seed ? CandidateStatus.SEED : CandidateStatus.RUNNING,
                seed ? "The program as it is." : null,
                null);
    }

    /** A trial that need not be run: another had the same values in force. */
    void same(StudyTrial trial, StudyTrial twin) {
        candidate(
                trial,
                CandidateStatus.REJECTED,
                "The same values as " + id(twin.number()) + ", so it was not scored again.",
                twin.score());
        done();
    }

    /** A trial was scored on the rows of a rung. */
    void scored(StudyTrial trial, int rows) {
        boolean full = trial.state() == StudyTrial.State.COMPLETE;
        Double before = best;
        if (full && (before == null || trial.score() > before)) {
            best = trial.score();
        }
        Usage usage = recorder.reached();
        recorder.own(
                new RunEvent.Trial(
                        ++evaluations,
                        id(trial.number()),
                        full,
                        trial.score(),
                        rows,
                        best,
                        usage.calls(),
                        usage.promptTokens(),
                        usage.completionTokens(),
                        usage.usd()));
        String score = number(trial.score());
        if (trial.state() == StudyTrial.State.PRUNED) {
            String why = score + " on " + rows + " rows: others did better on as many.";
            candidate(trial, CandidateStatus.REJECTED, why, null);
        } else if (full && trial.number() == 0) {
            String why = "The program as it is scores " + score + " on the " + split + " rows.";
            candidate(trial, CandidateStatus.SEED, why, trial.score());
        } else if (full) {
            boolean better = before == null || trial.score() > before;
            String than =
                    before == null
                            ? "."
                            : (better ? " is better than " : " is not better than ")
                                    + number(before)
                                    + ".";
            candidate(
                    trial,
                    better ? CandidateStatus.ACCEPTED : CandidateStatus.REJECTED,
                    score + " on the " + split + " rows" + than,
                    trial.score());
        }
        if (trial.state() != StudyTrial.State.RUNNING) {
            done();
        }
    }

    /** The search ended while it was scored. */
    void unfinished(StudyTrial trial) {
        String why = "The run was stopped before it was scored.";
        candidate(trial, CandidateStatus.REJECTED, why, null);
    }

    void failed(StudyTrial trial, RunError error) {
        failed(trial, error.message());
    }

    /** Values that cannot be, so they were not run. */
    void broken(StudyTrial trial, String rule) {
        failed(trial, "Not run: " + rule);
    }

    private void failed(StudyTrial trial, String why) {
        candidate(trial, CandidateStatus.FAILED, why, null);
        done();
    }

    void best(StudyTrial trial) {
        String why = "Best on the " + split + " rows: " + number(trial.score()) + ".";
        candidate(trial, CandidateStatus.BEST, why, trial.score());
    }

    private void done() {
        int trials = ++done;
        recorder.own(
                new RunEvent.Status(
                        trials + " of " + settings.trials() + " trials",
                        (long) trials,
                        (long) settings.trials()));
    }

    private void candidate(
            StudyTrial trial,
            CandidateStatus status,
            @Nullable String reason,
            @Nullable Double score) {
        ObjectNode shown = trial.inForce().deepCopy();
        recorder.own(
                new RunEvent.Candidate(
                        id(trial.number()),
                        List.of(),
                        status,
                        reason,
                        score,
                        Map.of(),
                        Map.of(),
                        shown,
                        recorder.reached().calls()));
    }

    private static String number(double score) {
        return String.format(Locale.ROOT, "%.3f", score);
    }
}
