package dev.dspex.compare;

import dev.dspex.event.EventType;
import dev.dspex.event.Stamped;
import dev.dspex.optimize.Acceptance;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two runs of a project compared: what ran, what had been learned, and which examples flipped.
 *
 * @param settings other parts of the request that differ: LM, metric, seed, …
 * @param state null where one of the state files cannot be read any more
 * @param rows rows that both scored; all counts 0 where one of the runs scored none
 * @param verdict whether the later run is better by more than chance; null without common rows
 */
public record RunComparison(
        RunSummary before,
        RunSummary after,
        List<Change> settings,
        @Nullable ProgramDiff program,
        @Nullable StateDiff state,
        RowFlips rows,
        Acceptance.@Nullable Verdict verdict) {
    private static final List<String> APART =
            List.of("program", "program_file", "kind", "state", "data");

    /**
     * Reads both runs.
     *
     * @param project folder that the state files lie in
     */
    public static RunComparison of(
            RunStore store, Path project, RunSummary before, RunSummary after) {
        var old = scores(store, before);
        var now = scores(store, after);
        return new RunComparison(
                before,
                after,
                settings(before, after),
                programs(before, after),
                states(project, before, after),
                RowFlips.of(old, now),
                verdict(old, now));
    }

    private static List<Change> settings(RunSummary before, RunSummary after) {
        return Differences.of(before.request(), after.request()).stream()
                .filter(c -> APART.stream().noneMatch(a -> c.path().split("\\.")[0].equals(a)))
                .toList();
    }

    private static @Nullable ProgramDiff programs(RunSummary before, RunSummary after) {
        var old = program(before);
        var now = program(after);
        return old == null || now == null ? null : ProgramDiff.of(old, now);
    }

    private static @Nullable Program program(RunSummary run) {
        return switch (ProgramFile.parse(run.request().path("program").toString(), run.id())) {
            case Read.Ok ok -> ok.program();
            case Read.Draft draft -> draft.program();
            case Read.Bad _ -> null;
        };
    }

    private static @Nullable StateDiff states(Path project, RunSummary before, RunSummary after) {
        var old = state(project, before);
        var now = state(project, after);
        return old == null || now == null ? null : StateDiff.of(old, now);
    }

    /** What an optimization has learned, or what the run used; missing for a program as written. */
    private static @Nullable JsonNode state(Path project, RunSummary run) {
        var learned = run.summary().path("state").asString("");
        var used = run.request().path("state").asString("");
        var file = learned.isEmpty() ? used : learned;
        if (file.isEmpty()) return MissingNode.getInstance();
        try {
            return new JsonMapper().readTree(Files.readString(project.resolve(file)));
        } catch (IOException | JacksonException e) {
            return null; // the caller says that it cannot be read any more
        }
    }

    /** Of an optimization the last scores: those of what it found. */
    private static Map<String, Double> scores(RunStore store, RunSummary run) {
        try (var events = store.events(run.id(), 0, Set.of(EventType.METRIC))) {
            return RowFlips.scores(events.map(Stamped::event)::iterator);
        }
    }

    private static Acceptance.@Nullable Verdict verdict(
            Map<String, Double> old, Map<String, Double> now) {
        var pairs = new ArrayList<double[]>();
        now.forEach(
                (row, score) -> {
                    var earlier = old.get(row);
                    if (earlier != null) pairs.add(new double[] {earlier, score});
                });
        if (pairs.isEmpty()) return null;
        return Acceptance.compare(
                pairs.stream().mapToDouble(p -> p[0]).toArray(),
                pairs.stream().mapToDouble(p -> p[1]).toArray());
    }
}
