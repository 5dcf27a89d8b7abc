package dev.dspex.report;

import dev.dspex.optimize.Importance;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/** What each setting of the candidates explains of their scores on all rows. */
final class Influences {
    private Influences() {}

    static List<Report.Influence> of(List<Report.Trial> trials, List<Report.Candidate> candidates) {
        var scores = new LinkedHashMap<String, Double>();
        for (var trial : trials) {
            if (trial.full()) {
                scores.put(trial.candidate(), trial.score());
            }
        }
        var scored = candidates.stream().filter(c -> scores.containsKey(c.id())).toList();
        if (scored.size() < Importance.LEAST) {
            return List.of();
        }
        var names = new LinkedHashSet<String>();
        scored.forEach(candidate -> names.addAll(candidate.settings().propertyNames()));
        var outcomes = scored.stream().mapToDouble(c -> scores.getOrDefault(c.id(), 0.0)).toArray();
        var found = new ArrayList<Report.Influence>();
        for (var name : names) {
            var values = scored.stream().map(c -> c.settings().path(name)).toList();
            if (values.stream().distinct().count() > 1) {
                found.add(of(name, values, outcomes));
            }
        }
        found.sort(Comparator.comparingDouble(Report.Influence::omega).reversed());
        return found;
    }

    private static Report.Influence of(String name, List<JsonNode> values, double[] scores) {
        var numbers = values.stream().allMatch(v -> v.isNumber() || absent(v));
        var choices = values.stream().distinct().toList();
        var at =
                values.stream()
                        .mapToDouble(
                                v ->
                                        absent(v)
                                                ? Double.NaN
                                                : numbers ? v.asDouble() : choices.indexOf(v))
                        .toArray();
        var share = Importance.of(name, at, numbers, scores);
        return new Report.Influence(
                name, share.omega(), Double.isNaN(share.slope()) ? null : share.slope());
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
