package dev.dspex.report;

import dev.dspex.event.RunEvent.Metric;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The scored rows of a run, and what they say together. */
final class Rows {
    private static final List<String> WORST_FIRST =
            List.of("error", "lost", "wrong", "fixed", "right", "skipped");

    private Rows() {}

    /** The mean over the rows that have a score; rows with an error are counted apart. */
    static Report.Score score(Map<String, Metric> rows) {
        var scores =
                rows.values().stream()
                        .map(Metric::score)
                        .filter(Objects::nonNull)
                        .mapToDouble(s -> s)
                        .toArray();
        var errors = rows.size() - scores.length;
        if (scores.length == 0) {
            return new Report.Score(0, 0, errors, 0, 1);
        }
        var interval = Interval.ofMean(scores);
        var mean = java.util.Arrays.stream(scores).average().orElse(0);
        return new Report.Score(mean, scores.length, errors, interval.low(), interval.high());
    }

    static List<Report.Row> table(Map<String, Metric> before, Map<String, Metric> after) {
        var table = new ArrayList<Report.Row>();
        for (var entry : after.entrySet()) {
            table.add(row(entry.getKey(), before.get(entry.getKey()), entry.getValue()));
        }
        table.sort(
                Comparator.comparingInt((Report.Row row) -> WORST_FIRST.indexOf(row.change()))
                        .thenComparingDouble(row -> row.score() == null ? -1 : row.score())
                        .thenComparing(Report.Row::id, Rows::naturally));
        return table;
    }

    private static Report.Row row(String id, @Nullable Metric before, Metric now) {
        var old = before == null ? null : before.score();
        var error = now.error();
        var note = error != null ? error.message() : Objects.requireNonNullElse(now.feedback(), "");
        return new Report.Row(
                id,
                error == null && now.score() == null ? "skipped" : change(old, now.score()),
                old,
                now.score(),
                text(now.expected()),
                text(now.outputs()),
                note);
    }

    private static String change(@Nullable Double before, @Nullable Double now) {
        if (now == null) {
            return "error";
        }
        if (before == null || before.equals(now)) {
            return now >= 1 ? "right" : "wrong";
        }
        return now > before ? "fixed" : "lost";
    }

    /** The paired differences of rows that have a score on both sides, in the order of the rows. */
    static double[] differences(Map<String, Metric> before, Map<String, Metric> after) {
        var differences = DoubleStream.builder();
        for (var entry : after.entrySet()) {
            var old = before.get(entry.getKey());
            var score = entry.getValue().score();
            if (old != null && old.score() != null && score != null) {
                differences.add(score - old.score());
            }
        }
        return differences.build().toArray();
    }

    /**
     * A value as a person reads it: text as it is, one field without its name, flat objects as
     * {@code name: value} pairs, else compact JSON.
     */
    static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isObject() && value.size() == 1) {
            return text(value.iterator().next());
        }
        if (value.isObject() && !value.isEmpty()) {
            return value.properties().stream()
                    .map(entry -> entry.getKey() + ": " + part(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static String part(JsonNode value) {
        return value.isContainer() ? value.toString() : text(value);
    }

    private static int naturally(String a, String b) {
        return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
}
