package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;
import dev.dspex.optimize.CandidateCosts;
import dev.dspex.optimize.RowCalls;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What a search tried: candidates with their scores, costs, rows and prompts. */
final class StudySearch {
    private final StudyCandidates candidates = new StudyCandidates();
    private final RowCalls calls = new RowCalls();
    private final CandidateCosts costs = new CandidateCosts();
    private final RowScores scores = new RowScores();
    private final Writings writings = new Writings();
    private @Nullable Memo<StudySpace> space;

    /**
     * @param minutes since the search began
     */
    void on(RunEvent event, double minutes) {
        calls.on(event);
        writings.on(event);
        switch (event) {
            case RunEvent.Candidate told -> {
                space = null;
                candidates.on(told);
            }
            case RunEvent.Trial trial -> {
                space = null;
                candidates.on(trial, minutes);
            }
            case RunEvent.Front now -> candidates.on(now);
            default -> {}
        }
    }

    /** The calls that answered a row, null where they were not seen. */
    RowCalls.@Nullable Row made(RunEvent.Metric row) {
        return calls.take(row);
    }

    void scored(String candidate, RunEvent.Metric row, RowCalls.@Nullable Row made) {
        costs.add(candidate, row, made);
        scores.add(candidate, row, made);
        if (made != null) writings.add(candidate, made.prompts());
    }

    StudyCandidates candidates() {
        return candidates;
    }

    /** The variables that candidates differ in, with their scores. */
    Memo<StudySpace> space() {
        var known = space;
        if (known == null) {
            var all = candidates.all();
            var trials = List.copyOf(candidates.trials());
            space = known = new Memo<>(() -> StudySpace.of(all, trials));
        }
        return known;
    }

    CandidateCosts costs() {
        return costs;
    }

    RowScores scores() {
        return scores;
    }

    Writings writings() {
        return writings;
    }
}
