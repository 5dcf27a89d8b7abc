package dev.dspex.report;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

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
        var temperature = request.path("temperature");
        if (temperature.isNumber() && temperature.doubleValue() > 0) {
            caveats.add("Temperature is above 0 and each row was run once.");
        }
        return caveats;
    }
}
