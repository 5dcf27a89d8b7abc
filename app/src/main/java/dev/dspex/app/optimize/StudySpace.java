package dev.dspex.app.optimize;

import dev.dspex.optimize.Importance;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables that the candidates of a study differ in, and the score of each candidate on the
 * same rows: on the most rows that at least half of the scored candidates were scored on.
 *
 * @param rows how many rows that is, 0 where nothing was scored
 */
record StudySpace(List<Dimension> dimensions, List<Point> points, int rows) {
    static final StudySpace NONE = new StudySpace(List.of(), List.of(), 0);

    /**
     * A variable.
     *
     * @param low least value of numbers
     * @param high highest value of numbers
     * @param choices names of the values 0, 1, … in the order they came; empty for numbers
     */
    record Dimension(String name, double low, double high, List<String> choices) {
        boolean isNumber() {
            return choices.isEmpty();
        }

        /** Its place on an axis, from 0 to 1; NaN where the variable is not in force. */
        double place(double value) {
            double from = isNumber() ? low : 0;
            double to = isNumber() ? high : choices.size() - 1;
            return to <= from ? 0.5 : (value - from) / (to - from);
        }

        String text(double value) {
            if (Double.isNaN(value)) return "";
            return isNumber() ? SettingText.number(value) : choices.get((int) value);
        }
    }

    /**
     * A candidate.
     *
     * @param at its value of each dimension, NaN where that is not in force
     */
    record Point(String candidate, double[] at, double score) {}

    static StudySpace of(List<StudyCandidate> candidates, List<StudyCandidates.Trial> trials) {
        int rows = rows(trials);
        var scores = new HashMap<String, Double>();
        for (var trial : trials)
            if (trial.rows() == rows) scores.put(trial.candidate(), trial.score());
        var scored = candidates.stream().filter(c -> scores.containsKey(c.id())).toList();
        var axes = new ArrayList<Values>();
        var names = new LinkedHashMap<String, Boolean>();
        for (var candidate : scored)
            candidate.settings().properties().forEach(e -> names.put(e.getKey(), true));
        for (var name : names.keySet()) {
            var values = new Values(name, scored);
            if (values.differ()) axes.add(values);
        }
        var points = new ArrayList<Point>();
        for (int i = 0; i < scored.size(); i++) {
            var at = new double[axes.size()];
            for (int d = 0; d < at.length; d++) at[d] = axes.get(d).values[i];
            var id = scored.get(i).id();
            points.add(new Point(id, at, scores.getOrDefault(id, 0.0)));
        }
        return new StudySpace(axes.stream().map(Values::dimension).toList(), points, rows);
    }

    /** What each variable explains, the most important first; empty with too few candidates. */
    List<Importance.Share> shares() {
        if (points.size() < Importance.LEAST) return List.of();
        var scores = points.stream().mapToDouble(Point::score).toArray();
        var shares = new ArrayList<Importance.Share>();
        for (int d = 0; d < dimensions.size(); d++) {
            var dimension = dimensions.get(d);
            int axis = d;
            var values = points.stream().mapToDouble(p -> p.at()[axis]).toArray();
            shares.add(Importance.of(dimension.name(), values, dimension.isNumber(), scores));
        }
        shares.sort(Comparator.comparingDouble(Importance.Share::omega).reversed());
        return shares;
    }

    /** The most rows that at least half of the candidates were scored on. */
    private static int rows(List<StudyCandidates.Trial> trials) {
        var candidates = new HashMap<Integer, java.util.Set<String>>();
        var all = new java.util.HashSet<String>();
        for (var trial : trials) {
            all.add(trial.candidate());
            candidates
                    .computeIfAbsent(trial.rows(), _ -> new java.util.HashSet<>())
                    .add(trial.candidate());
        }
        return new TreeMap<>(candidates)
                .descendingMap().entrySet().stream()
                        .filter(e -> e.getValue().size() * 2 >= all.size())
                        .mapToInt(Map.Entry::getKey)
                        .findFirst()
                        .orElse(0);
    }

    /** The values of one variable, by candidate. */
    private static final class Values {
        final String name;
        final double[] values;
        private final List<String> choices = new ArrayList<>();
        private final Map<JsonNode, Integer> indexes = new HashMap<>();

        Values(String name, List<StudyCandidate> candidates) {
            this.name = name;
            var nodes = candidates.stream().map(c -> c.settings().path(name)).toList();
            boolean numbers =
                    nodes.stream().allMatch(n -> n.isNumber() || absent(n))
                            && nodes.stream().anyMatch(JsonNode::isNumber);
            values =
                    nodes.stream()
                            .mapToDouble(
                                    n -> absent(n) ? Double.NaN : numbers ? n.asDouble() : index(n))
                            .toArray();
        }

        private static boolean absent(JsonNode value) {
            return value.isMissingNode() || value.isNull();
        }

        private int index(JsonNode value) {
            return indexes.computeIfAbsent(
                    value,
                    v -> {
                        var text = SettingText.of(v);
                        var named = text;
                        for (int n = 2; choices.contains(named); n++) named = text + " " + n;
                        choices.add(named);
                        return choices.size() - 1;
                    });
        }

        boolean differ() {
            for (double value : values) if (Double.compare(value, values[0]) != 0) return true;
            return false;
        }

        Dimension dimension() {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                if (Double.isNaN(value)) continue;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            return new Dimension(name, low, high, List.copyOf(choices));
        }
    }
}
