package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;

import java.util.HashMap;
import java.util.Map;

/** Rows that both versions were scored on: which got better and which got worse. */
final class RowChanges {
    private final Map<String, Double> before = new HashMap<>();
    private final Map<String, Double> after = new HashMap<>();

    void clear() {
        before.clear();
        after.clear();
    }

    void add(StudyModel.Phase phase, RunEvent.Metric row) {
        var id = row.row();
        if (id == null) return;
        double score = row.score() == null || row.error() != null ? 0 : row.score();
        (phase == StudyModel.Phase.BEFORE ? before : after).put(id, score);
    }

    /**
     * Rows scored more, fully right both times, less than right both times alike, and scored less.
     */
    record Counts(int better, int right, int wrong, int worse) {
        int all() {
            return better + right + wrong + worse;
        }
    }

    Counts counts() {
        int better = 0;
        int right = 0;
        int wrong = 0;
        int worse = 0;
        for (var row : after.entrySet()) {
            var old = before.get(row.getKey());
            if (old == null) continue;
            double change = row.getValue() - old;
            if (change > 1e-9) better++;
            else if (change < -1e-9) worse++;
            else if (row.getValue() >= 1) right++;
            else wrong++;
        }
        return new Counts(better, right, wrong, worse);
    }
}
