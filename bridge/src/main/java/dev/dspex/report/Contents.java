package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names and short texts around the numbers. */
final class Contents {
    private Contents() {}

    /** A section: its anchor and its title. */
    public record Entry(String id, String title) {}

    /** A figure of the row under the verdict. */
    public record Card(String name, String value, String note) {}

    static List<Entry> of(Report report) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry("verdict", "Verdict"));
        if (report.note() != null) {
            entries.add(new Entry("notes", "Notes"));
        }
        entries.add(new Entry("provenance", "Provenance"));
        if (report.optimization() != null) {
            entries.add(new Entry("optimization", "Optimization"));
        }
        if (report.program() != null) {
            entries.add(new Entry("program", "Program"));
        }
        if (!report.prompts().isEmpty()) {
            entries.add(new Entry("prompts", "Prompt changes"));
        }
        if (!report.outputs().isEmpty()) {
            entries.add(new Entry("outputs", "Answer"));
        }
        if (report.evaluation() != null) {
            entries.add(new Entry("evaluation", "Evaluation"));
        }
        if (report.session() != null) {
            entries.add(new Entry("session", "Session"));
        }
        entries.add(new Entry("costs", "Cost and latency"));
        if (!report.incidents().isEmpty()) {
            entries.add(new Entry("incidents", "Health"));
        }
        entries.add(new Entry("reproduce", "Reproduce"));
        if (!report.caveats().isEmpty()) {
            entries.add(new Entry("caveats", "Caveats"));
        }
        return entries;
    }

    static Map<String, Integer> index(List<Entry> entries) {
        var index = new HashMap<String, Integer>();
        for (var i = 0; i < entries.size(); i++) {
            index.put(entries.get(i).id(), i + 1);
        }
        return index;
    }

    static String kindName(Report report) {
        return switch (report.run().kind()) {
            case "evaluate" -> "evaluation";
            case "optimize" -> "study";
            case "session" -> "session";
            default -> "run";
        };
    }

    /** The verdict's shape: a disc with a tick, a bar or a cross. */
    static String shape(Report report) {
        var svg = new Svg(16, 16, report.verdict().tone().name().toLowerCase(Locale.ROOT));
        return switch (report.verdict().tone()) {
            case GOOD ->
                    svg.circle(8, 8, 7, Ink.GOOD, Ink.GOOD)
                            .path("M4.5 8.2 L7 10.7 L11.5 5.6", Ink.GROUND, 1.8, "")
                            .done();
            case NEUTRAL ->
                    svg.circle(8, 8, 7, Ink.MUTED, Ink.MUTED)
                            .path("M4.5 8 H11.5", Ink.GROUND, 1.8, "")
                            .done();
            case BAD ->
                    svg.box(1, 1, 14, 14, Ink.BAD, Ink.BAD)
                            .path("M5 5 L11 11 M11 5 L5 11", Ink.GROUND, 1.8, "")
                            .done();
        };
    }

    static List<Card> cards(Report report) {
        var cards = new ArrayList<Card>();
        var comparison = report.comparison();
        var evaluation = report.evaluation();
        if (comparison != null) {
            cards.add(
                    new Card(
                            "Score",
                            Numbers.score(comparison.after().mean()),
                            "was " + Numbers.score(comparison.before().mean())));
            cards.add(
                    new Card(
                            "Fixed and lost",
                            comparison.fixed() + " / " + comparison.lost(),
                            "of " + comparison.after().n() + " rows"));
        } else if (evaluation != null) {
            var score = evaluation.score();
            cards.add(
                    new Card(
                            "Score",
                            Numbers.score(score.mean()),
                            Numbers.score(score.low()) + " to " + Numbers.score(score.high())));
        }
        var session = report.session();
        if (session != null) {
            cards.add(
                    new Card(
                            "Score",
                            Numbers.score(session.score()),
                            Numbers.count(session.tasks()) + " tasks"));
            cards.add(
                    new Card(
                            "Decisions",
                            Numbers.count(session.decisions().size()),
                            session.arms().size() + " modules"));
        }
        var total = report.costs().total();
        cards.add(
                new Card(
                        "Cost",
                        Numbers.usd(total.usd()),
                        Numbers.tokens(total.promptTokens() + total.completionTokens())
                                + " tokens"));
        cards.add(
                new Card(
                        "Time",
                        Numbers.seconds(report.run().seconds()),
                        Numbers.count(total.calls()) + " LM calls"));
        if (evaluation != null) {
            cards.add(
                    new Card(
                            "Errors",
                            Numbers.count(evaluation.score().errors()),
                            "not in the score"));
        }
        return cards;
    }

    static List<Report.Fact> buckets(Report report) {
        var c = report.comparison();
        if (c == null) {
            return List.of();
        }
        return List.of(
                new Report.Fact("Fixed", Numbers.count(c.fixed())),
                new Report.Fact("Lost", Numbers.count(c.lost())),
                new Report.Fact("Right before and after", Numbers.count(c.bothRight())),
                new Report.Fact("Wrong before and after", Numbers.count(c.bothWrong())));
    }
}
