package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.program.Words;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A version of the program in a study, as last told.
 *
 * @param order place in which it was first told, from 0
 * @param full score on all rows, null before
 * @param mini score of its last minibatch, null without one
 */
record StudyCandidate(
        String id,
        int order,
        List<String> parents,
        CandidateStatus status,
        String reason,
        @Nullable Double full,
        @Nullable Double mini,
        Map<String, String> instructions,
        Map<String, Integer> demos,
        JsonNode settings,
        long calls) {

    static final String SEED = "c0";

    /** What an event says, over what was known: a reason or a score that it leaves out stays. */
    static StudyCandidate told(
            RunEvent.Candidate event, @Nullable StudyCandidate before, int order) {
        return new StudyCandidate(
                event.id(),
                before == null ? order : before.order,
                event.parents(),
                event.status(),
                event.reason() != null
                        ? Words.told(event.reason())
                        : before == null ? "" : before.reason,
                event.score() != null ? event.score() : before == null ? null : before.full,
                before == null ? null : before.mini,
                event.instructions(),
                event.demos(),
                event.settings(),
                event.calls());
    }

    /** A candidate that only a trial has named so far. */
    static StudyCandidate unknown(String id, int order) {
        return new StudyCandidate(
                id,
                order,
                List.of(),
                CandidateStatus.RUNNING,
                "",
                null,
                null,
                Map.of(),
                Map.of(),
                tools.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                0);
    }

    /** The parents of each, in the order of the candidates. */
    static SequencedMap<String, List<String>> parents(List<StudyCandidate> candidates) {
        var parents = new LinkedHashMap<String, List<String>>();
        for (var candidate : candidates) parents.put(candidate.id(), candidate.parents());
        return parents;
    }

    StudyCandidate scored(boolean onAllRows, double score) {
        return new StudyCandidate(
                id,
                order,
                parents,
                status,
                reason,
                onAllRows && full == null ? Double.valueOf(score) : full,
                onAllRows ? mini : Double.valueOf(score),
                instructions,
                demos,
                settings,
                calls);
    }

    boolean seed() {
        return status == CandidateStatus.SEED || id.equals(SEED);
    }

    /** "seed" for the one it all starts from, else the id. */
    static String name(String id) {
        return id.equals(SEED) ? dev.dspex.app.i18n.Texts.text("optimize.seed") : id;
    }

    String name() {
        return name(id);
    }

    /** {@code c1 + c2}, empty for the seed. */
    String parentText() {
        return String.join(" + ", parents.stream().map(StudyCandidate::name).toList());
    }

    int allDemos() {
        return demos.values().stream().mapToInt(Integer::intValue).sum();
    }
}
