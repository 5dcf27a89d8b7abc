package dev.dspex.report;

import dev.dspex.compare.TextDiff;
import dev.dspex.event.RunEvent.Candidate;
import dev.dspex.event.RunEvent.CandidateStatus;
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
                TextDiff.lines(
                                seed.instructions().getOrDefault(predictor, ""),
                                best.instructions().getOrDefault(predictor, ""))
                        .stream()
                        .map(
                                l ->
                                        new Report.DiffLine(
                                                l.kind().name().toLowerCase(Locale.ROOT), l.text()))
                        .toList();
        return new Report.PromptChange(
                predictor,
                lines,
                seed.demos().getOrDefault(predictor, 0),
                best.demos().getOrDefault(predictor, 0),
                tokens(fold, predictor, Phase.BEFORE),
                tokens(fold, predictor, Phase.AFTER));
    }

    private static @Nullable Double tokens(RunFold fold, String predictor, Phase phase) {
        OptionalDouble mean =
                fold.calls().stream()
                        .filter(
                                c ->
                                        c.phase() == phase
                                                && c.started() != null
                                                && predictor.equals(c.started().node()))
                        .mapToLong(c -> c.ended().promptTokens())
                        .average();
        return mean.isPresent() ? (Double) (double) Math.round(mean.getAsDouble()) : null;
    }
}
