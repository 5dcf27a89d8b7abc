package dev.dspex.report;

import dev.dspex.event.RunEvent.Decision;
import dev.dspex.event.SessionEvent.Answer;
import dev.dspex.event.SessionEvent.Task;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a live session did: its modules, its trend, its decisions. Not thread-safe. */
final class SessionFold {
    private static final int WINDOW = 30;
    private static final int POINTS = 200;
    private static final double NORMAL_95 = 1.959963984540054;

    private final Map<String, Sums> arms = new LinkedHashMap<>();
    private final List<Report.TrendPoint> points = new ArrayList<>();
    private final List<Report.DecisionLine> decisions = new ArrayList<>();
    private final List<Report.StrategyLine> strategies = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    void add(Task task) {
        task.answers()
                .forEach((arm, answer) -> arms.computeIfAbsent(arm, _ -> new Sums()).add(answer));
        scores.add(task.score());
        JsonNode trend = task.trend();
        points.add(
                new Report.TrendPoint(
                        scores.size(),
                        scores.subList(Math.max(0, scores.size() - WINDOW), scores.size()).stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0),
                        trend.path("direction").asString("steady"),
                        trend.path("n").asInt(0),
                        trend.path("slope").asDouble(0),
                        trend.path("p").asDouble(1),
                        trend.path("spread").asDouble(0)));
    }

    /**
     * @param second of the run
     */
    void add(Decision decision, double second) {
        JsonNode before = decision.chosen().path("before");
        JsonNode after = decision.chosen().path("after");
        String strategy = after.path("strategy").asString("");
        if (!strategy.isEmpty() && !strategy.equals(before.path("strategy").asString(""))) {
            strategies.add(new Report.StrategyLine(scores.size(), rounded(second), strategy));
        }
        decisions.add(
                new Report.DecisionLine(
                        scores.size(),
                        rounded(second),
                        decision.seen().path("sight").asString("").replace('_', ' '),
                        statistics(decision.seen()),
                        chosen(decision.chosen(), before, after),
                        rejected(decision.rejected()),
                        decision.why()));
    }

    private static double rounded(double second) {
        return Math.round(second * 10) / 10.0;
    }

    private static String statistics(JsonNode seen) {
        if (!seen.path("p").isNumber()) return "";
        return "slope %s, p %s, n %d, spread %s"
                .formatted(
                        Numbers.gain(seen.path("slope").asDouble()),
                        Numbers.p(seen.path("p").asDouble()),
                        seen.path("n").asInt(),
                        Numbers.score(seen.path("spread").asDouble()));
    }

    private static String chosen(JsonNode chosen, JsonNode before, JsonNode after) {
        var done = new ArrayList<String>();
        String module = chosen.path("module").asString("");
        if (!module.isEmpty()) done.add("now " + module);
        for (var entry : after.properties()) {
            JsonNode then = before.path(entry.getKey());
            if (!entry.getValue().equals(then)) {
                done.add(
                        "%s %s to %s"
                                .formatted(
                                        entry.getKey(),
                                        then.isMissingNode() ? "none" : Rows.text(then),
                                        Rows.text(entry.getValue())));
            }
        }
        if (chosen.path("reoptimize").asBoolean(false))
            done.add("asks for a search for a better program");
        return done.isEmpty() ? "nothing" : String.join(", ", done);
    }

    private static String rejected(JsonNode rejected) {
        var list = new ArrayList<String>();
        for (var module : rejected.path("modules").properties()) {
            list.add(module.getKey() + " " + Numbers.score(module.getValue().asDouble()));
        }
        for (JsonNode held : rejected.path("held_back")) list.add(held.asString());
        return String.join(", ", list);
    }

    /** Null where no task was done. */
    Report.@Nullable Session session(String strategy) {
        if (scores.isEmpty()) return null;
        double answers = arms.values().stream().mapToInt(sums -> sums.n).sum();
        var lines = new ArrayList<Report.ArmLine>();
        arms.forEach((name, sums) -> lines.add(sums.line(name, answers)));
        var all = new ArrayList<Report.StrategyLine>();
        if (!strategy.isEmpty()) all.add(new Report.StrategyLine(0, 0, strategy));
        all.addAll(strategies);
        double mean = scores.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return new Report.Session(scores.size(), mean, lines, thinned(), decisions, all);
    }

    /** Few enough to be read, with every change of the trend. */
    private List<Report.TrendPoint> thinned() {
        int step = Math.max(1, (points.size() + POINTS - 1) / POINTS);
        var kept = new ArrayList<Report.TrendPoint>();
        for (int i = 0; i < points.size(); i++) {
            boolean changed =
                    i > 0 && !points.get(i).direction().equals(points.get(i - 1).direction());
            if (i % step == 0 || changed || i == points.size() - 1) kept.add(points.get(i));
        }
        return kept;
    }

    private static final class Sums {
        private int n;
        private int errors;
        private double score;
        private double squares;
        private double usd;
        private double seconds;

        void add(Answer answer) {
            n++;
            if (answer.error() != null) errors++;
            score += answer.score();
            squares += answer.score() * answer.score();
            usd += answer.usd();
            seconds += answer.seconds();
        }

        Report.ArmLine line(String name, double answers) {
            double mean = score / n;
            double deviation = Math.sqrt(Math.max(0, squares / n - mean * mean));
            double half = n < 2 ? 1 : NORMAL_95 * deviation / Math.sqrt(n);
            return new Report.ArmLine(
                    name,
                    n,
                    n / answers,
                    mean,
                    Math.max(0, mean - half),
                    Math.min(1, mean + half),
                    errors,
                    seconds / n,
                    usd);
        }
    }
}
