package dev.dspex.report;

import dev.dspex.compare.TextDiff;
import dev.dspex.event.RunEvent.Candidate;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.optimize.LearnedState;
import dev.dspex.report.RunFold.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What learning changed: the best candidate against the one it all started from. */
final class PromptChanges {
    private PromptChanges() {}

    static List<Report.PromptChange> of(RunFold fold, String best) {
        var candidates = fold.candidates();
        var seed = candidates.get("c0");
        var chosen = Optional.ofNullable(candidates.get(best)).or(() -> best(fold));
        if (seed == null || chosen.isEmpty()) {
            return List.of();
        }
        var changes = new ArrayList<Report.PromptChange>();
        for (var predictor : seed.instructions().keySet()) {
            changes.add(change(fold, predictor, seed, chosen.get()));
        }
        return changes;
    }

    private static Optional<Candidate> best(RunFold fold) {
        return fold.candidates().values().stream()
                .filter(c -> c.status() == CandidateStatus.BEST)
                .findFirst();
    }

    private static Report.PromptChange change(
            RunFold fold, String predictor, Candidate seed, Candidate best) {
        var lines =
                diff(
                        seed.instructions().getOrDefault(predictor, ""),
                        best.instructions().getOrDefault(predictor, ""));
        var prompts = fold.prompts().of(predictor);
        return new Report.PromptChange(
                predictor,
                lines,
                seed.demos().getOrDefault(predictor, 0),
                best.demos().getOrDefault(predictor, 0),
                demos(fold, predictor),
                prompts == null ? "" : prompts.row(),
                prompts == null ? List.of() : diff(prompts.before(), prompts.after()),
                tokens(fold, predictor, Phase.BEFORE),
                tokens(fold, predictor, Phase.AFTER));
    }

    private static List<Report.DiffLine> diff(String before, String after) {
        return TextDiff.lines(before, after).stream()
                .map(l -> new Report.DiffLine(l.kind().name().toLowerCase(Locale.ROOT), l.text()))
                .toList();
    }

    /** Of the state that the search gave. */
    private static List<String> demos(RunFold fold, String predictor) {
        var result = fold.result();
        if (result == null) {
            return List.of();
        }
        return new LearnedState(result.body().path("state"))
                .demos(predictor).stream().map(Rows::text).toList();
    }

    private static @Nullable Double tokens(RunFold fold, String predictor, Phase phase) {
        OptionalDouble mean =
                fold.calls().stream()
                        .filter(
                                c ->
                                        c.phase() == phase
                                                && c.started() != null
                                                && PromptFold.isOf(c.started().node(), predictor))
                        .mapToLong(c -> c.ended().promptTokens())
                        .average();
        return mean.isPresent() ? (Double) (double) Math.round(mean.getAsDouble()) : null;
    }
}
