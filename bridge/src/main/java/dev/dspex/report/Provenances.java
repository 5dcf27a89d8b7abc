package dev.dspex.report;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What it takes to judge and repeat a run, as names and values. */
final class Provenances {
    private Provenances() {}

    static List<Report.Fact> of(RunFold fold, JsonNode request) {
        var facts = new ArrayList<Report.Fact>();
        var started = fold.started();
        if (started != null) {
            var p = started.provenance();
            add(facts, "Program", digest(p.programSha256()));
            add(facts, "Data", digest(p.dataSha256()));
            add(facts, "Rows", joined(p.splits()));
            for (var use : p.lm().entrySet()) {
                var words = new ArrayList<String>();
                words.add(use.getValue().model());
                for (var parameter : use.getValue().parameters().properties()) {
                    words.add(parameter.getKey() + " " + Rows.text(parameter.getValue()));
                }
                add(facts, capital(use.getKey()) + " LM", String.join(", ", words));
            }
            add(facts, "Adapter", p.adapter());
            add(facts, "Seed", p.seed() == null ? null : Long.toString(p.seed()));
            add(facts, "DSPy", p.dspy());
            add(facts, "Python", p.python());
            add(facts, "Workbench", p.app());
            add(facts, "System", p.os());
        }
        add(facts, "Metric", request.path("metric").asString(""));
        add(facts, "Learned state", request.path("state").asString(""));
        add(facts, "Started", java.time.Instant.ofEpochMilli((long) fold.firstWall()).toString());
        return facts;
    }

    /** The keys of a JSON object as facts. */
    static List<Report.Fact> facts(JsonNode object) {
        var facts = new ArrayList<Report.Fact>();
        for (var entry : object.properties()) {
            facts.add(new Report.Fact(entry.getKey(), Rows.text(entry.getValue())));
        }
        return facts;
    }

    private static void add(List<Report.Fact> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Report.Fact(name, value));
        }
    }

    private static @Nullable String digest(@Nullable String sha256) {
        return sha256 == null ? null : "sha256 " + sha256;
    }

    private static String joined(Map<String, Integer> splits) {
        return String.join(
                ", ",
                splits.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
