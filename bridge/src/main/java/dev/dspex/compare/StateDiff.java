package dev.dspex.compare;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What two learned states have taught each predictor differently. A state is what {@code
 * dspy.Module.save} writes: by the path of each predictor its instructions, demonstrations, fields
 * and LM.
 *
 * @param predictors those that differ, in the order of the files
 */
public record StateDiff(List<Predictor> predictors) {
    /**
     * A predictor that differs.
     *
     * @param path its path in the program, such as {@code classify.predict}
     * @param instructions before and after, equal where they did not change
     * @param added demonstrations that only the later state has
     * @param removed demonstrations that only the earlier state has
     * @param kept how many both have
     * @param other everything else that differs: descriptions and prefixes of fields, the LM
     */
    public record Predictor(
            String path,
            ProgramDiff.Fate fate,
            Texts instructions,
            List<JsonNode> added,
            List<JsonNode> removed,
            int kept,
            List<Change> other) {}

    /** A text before and after. */
    public record Texts(String before, String after) {
        public boolean changed() {
            return !before.equals(after);
        }
    }

    private static final String METADATA = "metadata";

    public StateDiff {
        predictors = List.copyOf(predictors);
    }

    /**
     * @param before what DSPy saved; a missing node for the program as it was written
     */
    public static StateDiff of(JsonNode before, JsonNode after) {
        var paths = new LinkedHashSet<>(after.propertyNames());
        paths.addAll(before.propertyNames());
        paths.remove(METADATA);
        var found = new ArrayList<Predictor>();
        for (var path : paths) {
            var predictor = predictor(path, before.path(path), after.path(path));
            if (differs(predictor)) found.add(predictor);
        }
        return new StateDiff(found);
    }

    private static boolean differs(Predictor p) {
        return p.fate() != ProgramDiff.Fate.CHANGED
                || p.instructions().changed()
                || !p.added().isEmpty()
                || !p.removed().isEmpty()
                || !p.other().isEmpty();
    }

    private static Predictor predictor(String path, JsonNode before, JsonNode after) {
        var removed = demos(before);
        var added = new ArrayList<JsonNode>();
        int kept = 0;
        for (var demo : demos(after)) {
            if (removed.remove(demo)) kept++;
            else added.add(demo);
        }
        var other = new ArrayList<Change>();
        for (var key : List.of("fields", "lm")) {
            var part = key.equals("lm") ? "" : "signature";
            other.addAll(inner(key, within(before, part), within(after, part)));
        }
        return new Predictor(
                path,
                before.isMissingNode()
                        ? ProgramDiff.Fate.ADDED
                        : after.isMissingNode()
                                ? ProgramDiff.Fate.REMOVED
                                : ProgramDiff.Fate.CHANGED,
                new Texts(instructions(before), instructions(after)),
                added,
                removed,
                kept,
                other);
    }

    private static List<Change> inner(String key, JsonNode before, JsonNode after) {
        return Differences.of(before.get(key), after.get(key)).stream()
                .map(
                        c ->
                                new Change(
                                        c.path().isEmpty() ? key : key + "." + c.path(),
                                        c.before(),
                                        c.after()))
                .toList();
    }

    private static JsonNode within(JsonNode node, String part) {
        return part.isEmpty() ? node : node.path(part);
    }

    private static String instructions(JsonNode predictor) {
        return predictor.path("signature").path("instructions").asString("");
    }

    private static List<JsonNode> demos(JsonNode predictor) {
        var demos = new ArrayList<JsonNode>();
        if (!(predictor instanceof MissingNode)) predictor.path("demos").forEach(demos::add);
        return demos;
    }
}
