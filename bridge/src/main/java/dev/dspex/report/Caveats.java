package dev.dspex.report;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a careful reader should know before quoting the numbers. */
final class Caveats {
    private static final int FEW_ROWS = 100;

    private Caveats() {}

    static List<String> of(
            RunFold fold,
            JsonNode request,
            Report.@Nullable Comparison comparison,
            Report.@Nullable Evaluation evaluation,
            Report.Costs costs) {
        var caveats = new ArrayList<String>();
        if (evaluation != null && evaluation.score().n() < FEW_ROWS) {
            caveats.add(
                    "Only %d rows were scored, so the interval is wide."
                            .formatted(evaluation.score().n()));
        }
        if (evaluation != null && evaluation.score().errors() > 0) {
            caveats.add(
                    "%d rows ended in an error and are not in the score."
                            .formatted(evaluation.score().errors()));
        }
        if (comparison != null && !"test".equals(evaluation == null ? null : evaluation.split())) {
            caveats.add("Before and after were scored on rows that the search had seen.");
        }
        if (costs.total().usd() == null) {
            caveats.add("A price is unknown, so the cost is unknown.");
        }
        var models = costs.byModel().stream().map(Report.CostLine::name).toList();
        if (models.stream().anyMatch(m -> m.startsWith("practice/"))) {
            caveats.add(
                    "The Practice LM answered: a small learner for trying things out, not a"
                            + " language model.");
        }
        if (fold.calls().stream().anyMatch(c -> c.ended().cached())) {
            caveats.add("Some answers came from a cache; their latency is not that of the model.");
        }
        if (warm(fold)) {
            caveats.add("Temperature is above 0 and each row was run once.");
        }
        if (comparison != null
                && request.path("data").path("test").isString()
                && overlap(request)) {
            caveats.add("The test rows are those of another split: the search has seen them.");
        }
        var students = models(fold, "student");
        if (models(fold, "judge").stream().anyMatch(students::contains)) {
            caveats.add("The LM that answered also judged: it may like its own words.");
        }
        if (comparison != null
                && comparison.smallestGain() != null
                && Math.abs(comparison.gain()) < comparison.smallestGain()) {
            caveats.add(
                    "The gain is smaller than what so few rows can show reliably (%s)."
                            .formatted(Numbers.score(comparison.smallestGain())));
        }
        return caveats;
    }

    private static Set<String> models(RunFold fold, String role) {
        return fold.calls().stream()
                .map(RunFold.Call::started)
                .filter(Objects::nonNull)
                .filter(call -> call.role().equals(role))
                .map(RunEvent.LmStarted::model)
                .collect(Collectors.toSet());
    }

    /** Whether an answer that was scored may be another one the next time. */
    private static boolean warm(RunFold fold) {
        return fold.calls().stream()
                .filter(call -> call.phase() != RunFold.Phase.SEARCH)
                .map(RunFold.Call::started)
                .filter(Objects::nonNull)
                .anyMatch(call -> call.config().path("temperature").asDouble(0) > 0);
    }

    private static boolean overlap(JsonNode request) {
        var data = request.path("data");
        var test = data.path("test").asString("");
        return data.properties().stream()
                .anyMatch(
                        split ->
                                !split.getKey().equals("test")
                                        && split.getValue().asString("").equals(test));
    }
}
