package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The candidates of a study with their evaluations. */
final class StudyCandidates {
    /** One evaluation of a candidate; totals are those of the search until then. */
    record Trial(
            String candidate,
            boolean full,
            double score,
            int rows,
            long calls,
            long tokens,
            @Nullable Double usd,
            double minutes) {}

    /**
     * Candidates that an optimizer keeps because they are best on some row.
     *
     * @param members all of them
     * @param dominators those that no other one covers
     */
    record Front(List<String> members, List<String> dominators) {
        static final Front NONE = new Front(List.of(), List.of());
    }

    private final Map<String, StudyCandidate> all = new LinkedHashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private Front front = Front.NONE;
    private @Nullable List<StudyCandidate> listed;

    void clear() {
        listed = null;
        all.clear();
        trials.clear();
        front = Front.NONE;
    }

    void on(RunEvent.Candidate told) {
        listed = null;
        all.put(told.id(), StudyCandidate.told(told, all.get(told.id()), all.size()));
    }

    void on(RunEvent.Front now) {
        front = new Front(now.members(), now.dominators());
    }

    /**
     * @param minutes since the search began
     */
    void on(RunEvent.Trial trial, double minutes) {
        var id = trial.candidate();
        var score = trial.score();
        if (id == null || score == null) return;
        trials.add(
                new Trial(
                        id,
                        trial.full(),
                        score,
                        trial.n(),
                        trial.calls(),
                        trial.promptTokens() + trial.completionTokens(),
                        trial.usd(),
                        minutes));
        listed = null;
        var known = all.getOrDefault(id, StudyCandidate.unknown(id, all.size()));
        all.put(id, known.scored(trial.full(), score));
    }

    List<StudyCandidate> all() {
        var known = listed;
        if (known == null) listed = known = List.copyOf(all.values());
        return known;
    }

    @Nullable StudyCandidate of(String id) {
        return all.get(id);
    }

    List<Trial> trials() {
        return Collections.unmodifiableList(trials);
    }

    Front front() {
        return front;
    }

    Optional<StudyCandidate> best() {
        StudyCandidate best = null;
        for (var candidate : all.values()) {
            if (candidate.status() == RunEvent.CandidateStatus.BEST) return Optional.of(candidate);
            var score = candidate.full();
            if (score == null) continue;
            var top = best == null ? null : best.full();
            if (top == null || score > top) best = candidate;
        }
        return Optional.ofNullable(best);
    }

    @Nullable Double incumbent() {
        return all.values().stream()
                .filter(StudyCandidate::seed)
                .findFirst()
                .map(StudyCandidate::full)
                .orElse(null);
    }
}
