package dev.dspex.app.optimize;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.optimize.RowCalls;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What each candidate scored on each row of the search. Scores of all are kept; answers of the seed
 * and of those that were scored last.
 */
final class RowScores {
    /** Answers that are kept, in rows of candidates. */
    static final int ANSWERS = 100_000;

    /** What a candidate answered to a row. */
    record Answer(JsonNode outputs, @Nullable String feedback, @Nullable RunError error) {}

    /** A row as the data has it. */
    record Row(String id, JsonNode inputs, JsonNode expected) {}

    /**
     * Rows that two candidates were both scored on.
     *
     * @param better scored more than before
     * @param right fully right both times
     * @param wrong less than right both times alike
     * @param worse scored less than before
     */
    record Changes(
            List<String> better, List<String> right, List<String> wrong, List<String> worse) {
        int all() {
            return better.size() + right.size() + wrong.size() + worse.size();
        }
    }

    /** How a row fared over the candidates. */
    private static final class Tally {
        double sum;
        double highest;
        int scored;

        /**
         * @param before what the same candidate scored before, NaN where it was not scored
         */
        void add(float before, float score) {
            if (Float.isNaN(before)) scored++;
            else sum -= before;
            sum += score;
            highest = Math.max(highest, score);
        }
    }

    private final SequencedMap<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, float[]> scores = new HashMap<>();
    private final SequencedMap<String, Map<String, Answer>> answers = new LinkedHashMap<>();
    private int kept;

    void clear() {
        rows.clear();
        indexes.clear();
        tallies.clear();
        scores.clear();
        answers.clear();
        kept = 0;
    }

    void add(String candidate, RunEvent.Metric scored, RowCalls.@Nullable Row made) {
        var id = scored.row();
        if (id == null) return;
        var inputs = made == null ? NullNode.getInstance() : made.inputs();
        rows.putIfAbsent(id, new Row(id, inputs, scored.expected()));
        int index = indexes.computeIfAbsent(id, _ -> indexes.size());
        var own = scores.getOrDefault(candidate, new float[0]);
        if (index >= own.length) {
            int known = own.length;
            own = Arrays.copyOf(own, Math.max(8, index + 1 + index / 2));
            Arrays.fill(own, known, own.length, Float.NaN);
            scores.put(candidate, own);
        }
        double score = scored.score() == null || scored.error() != null ? 0 : scored.score();
        tallies.computeIfAbsent(id, _ -> new Tally()).add(own[index], (float) score);
        own[index] = (float) score;
        keep(candidate, id, new Answer(scored.outputs(), scored.feedback(), scored.error()));
    }

    private void keep(String candidate, String row, Answer answer) {
        if (answers.computeIfAbsent(candidate, _ -> new HashMap<>()).put(row, answer) == null)
            kept++;
        while (kept > ANSWERS && answers.size() > 2) {
            var oldest =
                    answers.keySet().stream()
                            .filter(id -> !id.equals(StudyCandidate.SEED))
                            .findFirst()
                            .orElseThrow();
            var gone = answers.remove(oldest);
            if (gone != null) kept -= gone.size();
        }
    }

    /** In the order they were first scored. */
    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    @Nullable Row row(String id) {
        return rows.get(id);
    }

    /** Over the candidates that were scored on the row; 0 for none. */
    double mean(String row) {
        var tally = tallies.get(row);
        return tally == null ? 0 : tally.sum / tally.scored;
    }

    /** Of the candidates that were scored on the row; 0 for none. */
    double highest(String row) {
        var tally = tallies.get(row);
        return tally == null ? 0 : tally.highest;
    }

    /** How many candidates were scored on the row. */
    int scored(String row) {
        var tally = tallies.get(row);
        return tally == null ? 0 : tally.scored;
    }

    /** Whether a candidate was scored on a row. */
    boolean has(String candidate) {
        return scores.containsKey(candidate);
    }

    boolean isEmpty() {
        return scores.isEmpty();
    }

    /** NaN where the candidate was not scored on the row. */
    double score(String candidate, String row) {
        var own = scores.get(candidate);
        var index = indexes.get(row);
        return own == null || index == null || index >= own.length ? Double.NaN : own[index];
    }

    /** How many rows it was scored on. */
    int count(String candidate) {
        var own = scores.get(candidate);
        int n = 0;
        if (own != null) for (float score : own) if (!Float.isNaN(score)) n++;
        return n;
    }

    /** Null where it is not kept, or was never given. */
    @Nullable Answer answer(String candidate, String row) {
        return answers.getOrDefault(candidate, Map.of()).get(row);
    }

    Changes changes(String before, String after) {
        var better = new ArrayList<String>();
        var right = new ArrayList<String>();
        var wrong = new ArrayList<String>();
        var worse = new ArrayList<String>();
        for (var row : rows.keySet()) {
            double old = score(before, row);
            double now = score(after, row);
            if (Double.isNaN(old) || Double.isNaN(now)) continue;
            if (now - old > 1e-6) better.add(row);
            else if (old - now > 1e-6) worse.add(row);
            else if (now >= 1 - 1e-6) right.add(row);
            else wrong.add(row);
        }
        return new Changes(better, right, wrong, worse);
    }
}
