package dev.dspex.report;

import dev.dspex.report.Report.Tone;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/** The outcome of a run in a sentence, with the figures that carry it. */
final class Verdicts {
    private Verdicts() {}

    static Report.Verdict of(
            String status,
            JsonNode summary,
            Report.@Nullable Comparison comparison,
            Report.@Nullable Evaluation evaluation,
            Report.@Nullable Session session,
            RunFold fold) {
        var finished = fold.finished();
        if (status.equals("failed")
                || (status.equals("interrupted") && evaluation == null && session == null)) {
            var error = finished == null ? null : finished.error();
            var why =
                    error == null
                            ? "The run ended before it was done."
                            : error.message() + " " + error.hint();
            return new Report.Verdict(Tone.BAD, "The run " + ended(status) + ".", why.strip());
        }
        if (comparison != null) {
            return compared(status, comparison, summary);
        }
        if (evaluation != null) {
            return scored(status, evaluation);
        }
        if (session != null) {
            return live(status, session, summary);
        }
        return new Report.Verdict(
                status.equals("finished") ? Tone.GOOD : Tone.NEUTRAL,
                "The run " + ended(status) + ".",
                "It took %s and %s LM calls."
                        .formatted(
                                Numbers.seconds(fold.seconds()),
                                Numbers.count(fold.calls().size())));
    }

    private static Report.Verdict compared(String status, Report.Comparison c, JsonNode summary) {
        var before = Numbers.score(c.before().mean());
        var after = Numbers.score(c.after().mean());
        var headline =
                c.accepted()
                        ? "The score rose from %s to %s, and the new program was accepted."
                                .formatted(before, after)
                        : "The score went from %s to %s, and the old program was kept."
                                .formatted(before, after);
        var detail = new StringBuilder();
        detail.append(
                "Gain %s, 95%% interval %s to %s"
                        .formatted(
                                Numbers.gain(c.gain()),
                                Numbers.gain(c.low()),
                                Numbers.gain(c.high())));
        var p = c.pValue();
        if (p != null) {
            detail.append(", paired test p ").append(Numbers.p(p));
        }
        detail.append(", on ").append(c.after().n()).append(" rows.");
        var least = c.smallestGain();
        if (least != null) {
            detail.append(" The smallest gain that so many rows could have shown is ")
                    .append(Numbers.score(least))
                    .append('.');
        }
        detail.append(" The study ").append(ended(status)).append('.');
        var reason = summary.path("reason").asString("");
        if (!reason.isEmpty()) {
            detail.append(' ').append(reason);
        }
        return new Report.Verdict(
                c.accepted() ? Tone.GOOD : Tone.NEUTRAL, headline, detail.toString());
    }

    private static Report.Verdict live(String status, Report.Session session, JsonNode summary) {
        var most =
                session.arms().stream()
                        .max(java.util.Comparator.comparingInt(Report.ArmLine::tasks))
                        .orElseThrow();
        var last = session.trend().getLast();
        return new Report.Verdict(
                Tone.NEUTRAL,
                "The session scored %s on %s tasks with %s decision%s."
                        .formatted(
                                Numbers.score(session.score()),
                                Numbers.count(session.tasks()),
                                Numbers.count(session.decisions().size()),
                                session.decisions().size() == 1 ? "" : "s"),
                "%s did most of the work. At the end scores were %s (slope %s, p %s, n %d), metric %s. The session %s."
                        .formatted(
                                most.name(),
                                last.direction(),
                                Numbers.gain(last.slope()),
                                Numbers.p(last.p()),
                                last.n(),
                                summary.path("metric").asString("unknown"),
                                ended(status)));
    }

    private static Report.Verdict scored(String status, Report.Evaluation evaluation) {
        var score = evaluation.score();
        var headline =
                score.n() == 0
                        ? "No row could be scored."
                        : "The program scores %s on %s rows of %s."
                                .formatted(
                                        Numbers.score(score.mean()),
                                        Numbers.count(score.n()),
                                        evaluation.split());
        var detail =
                "95%% interval %s to %s, metric %s, %d errors. The evaluation %s."
                        .formatted(
                                Numbers.score(score.low()),
                                Numbers.score(score.high()),
                                evaluation.metric(),
                                score.errors(),
                                ended(status));
        return new Report.Verdict(score.n() == 0 ? Tone.BAD : Tone.NEUTRAL, headline, detail);
    }

    private static String ended(String status) {
        return switch (status) {
            case "finished" -> "finished by itself";
            case "stopped_cap" -> "was stopped by its cap";
            case "stopped_person" -> "was stopped by a person, and the best so far was kept";
            case "interrupted" -> "was interrupted";
            default -> "failed";
        };
    }
}
