package dev.dspex.report;

import dev.dspex.optimize.CandidateCosts;
import dev.dspex.report.Report.Unit;
import dev.dspex.report.Report.Weight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Score of the candidates against what a row costs with them. */
final class Weighing {
    private Weighing() {}

    /** Against dollars where they are known, else tokens, else seconds. */
    static Report.Weighed of(List<Report.Trial> trials, CandidateCosts costs) {
        var scores = new LinkedHashMap<String, Double>();
        for (var trial : trials) {
            if (trial.full()) {
                scores.put(trial.candidate(), trial.score());
            }
        }
        var all =
                scores.entrySet().stream()
                        .map(
                                entry ->
                                        new Weight(
                                                entry.getKey(),
                                                entry.getValue(),
                                                costs.dollarsPer1000(entry.getKey()),
                                                costs.tokensPerRow(entry.getKey()),
                                                costs.secondsPerRow(entry.getKey()),
                                                false))
                        .toList();
        var unit =
                Arrays.stream(Unit.values())
                        .filter(u -> all.stream().anyMatch(w -> w.of(u) != null))
                        .findFirst()
                        .orElse(Unit.SECONDS);
        var known =
                all.stream()
                        .filter(w -> w.of(unit) != null)
                        .sorted(
                                Comparator.comparingDouble((Weight w) -> cost(w, unit))
                                        .thenComparing(
                                                Comparator.comparingDouble(Weight::score)
                                                        .reversed()))
                        .toList();
        return new Report.Weighed(unit, front(known, unit));
    }

    /**
     * @param byCost the cheapest first, of equally cheap ones the best first
     */
    private static List<Weight> front(List<Weight> byCost, Unit unit) {
        var marked = new ArrayList<Weight>();
        var best = Double.NEGATIVE_INFINITY;
        var at = Double.NaN;
        for (var weight : byCost) {
            var better = weight.score() > best;
            var equal = weight.score() == best && cost(weight, unit) == at;
            if (better) {
                best = weight.score();
                at = cost(weight, unit);
            }
            marked.add(
                    new Weight(
                            weight.candidate(),
                            weight.score(),
                            weight.usdPer1000(),
                            weight.tokens(),
                            weight.seconds(),
                            better || equal));
        }
        return marked;
    }

    private static double cost(Weight weight, Unit unit) {
        var cost = weight.of(unit);
        return cost == null ? Double.POSITIVE_INFINITY : cost;
    }
}
