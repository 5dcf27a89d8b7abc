package dev.dspex.report;

import dev.dspex.event.RunEvent.Candidate;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.event.RunEvent.Metric;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.report.RunFold.Phase;
import dev.dspex.store.RunNote;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** Makes the report of a run from its stored events. */
public final class Reports {
    private final RunFold fold;
    private final String run;
    private final JsonNode request;
    private final JsonNode summary;

    private Reports(String run, RunFold fold) {
        this.run = run;
        this.fold = fold;
        var queued = fold.queued();
        var finished = fold.finished();
        request = queued == null ? JsonNodeFactory.instance.objectNode() : queued.request();
        summary = finished == null ? JsonNodeFactory.instance.objectNode() : finished.summary();
    }

    /**
     * The report of one run.
     *
     * @param events all events of the run in their order
     * @param note what the person keeps with the run
     * @param project name of the project
     * @param exported the time to print as that of the export
     */
    public static Report of(
            String run, Iterable<Stamped> events, RunNote note, String project, Instant exported) {
        return new Reports(run, RunFold.of(events)).report(note, project, exported);
    }

    private Report report(RunNote note, String project, Instant exported) {
        var optimizing = fold.kind().equals("optimize");
        var before = fold.rows(Phase.BEFORE);
        var rows = optimizing ? fold.rows(Phase.AFTER) : fold.rows(Phase.RUN);
        var comparison =
                optimizing && !rows.isEmpty() && !before.isEmpty()
                        ? comparison(before, rows)
                        : null;
        var live = fold.kind().equals("session");
        var evaluation = rows.isEmpty() || live ? null : evaluation(before, rows);
        var session = live ? fold.session().session(request.path("strategy").asString("")) : null;
        var costs = CostTable.of(fold.calls());
        return new Report(
                exported.toString(),
                what(project),
                Verdicts.of(status(), summary, comparison, evaluation, session, fold),
                note.isEmpty() ? null : new Report.Note(note.tags(), note.text()),
                comparison,
                Provenances.of(fold, request),
                ProgramPictures.of(
                        request.path("program"), VariableTable.of(fold, request, summary)),
                optimizing ? search(costs) : null,
                optimizing ? PromptChanges.of(fold, summary.path("best").asString("")) : List.of(),
                evaluation,
                session,
                outputs(),
                costs,
                incidents(),
                Reproduction.of(run, fold.kind(), request),
                Caveats.of(fold, request, comparison, evaluation, costs));
    }

    private Report.Run what(String project) {
        var queued = fold.queued();
        return new Report.Run(
                run,
                fold.kind(),
                queued == null ? "program" : queued.program(),
                project,
                status(),
                Instant.ofEpochMilli((long) fold.firstWall()).toString(),
                fold.seconds());
    }

    private String status() {
        var finished = fold.finished();
        return finished == null ? RunStatus.INTERRUPTED.text() : finished.status().text();
    }

    private Report.Comparison comparison(Map<String, Metric> before, Map<String, Metric> after) {
        var differences = Rows.differences(before, after);
        var interval =
                differences.length == 0 ? new Interval(0, 0) : Interval.ofDifference(differences);
        var table = Rows.table(before, after);
        return new Report.Comparison(
                Rows.score(before),
                Rows.score(after),
                java.util.Arrays.stream(differences).average().orElse(0),
                interval.low(),
                interval.high(),
                number(summary, "p_value"),
                number(summary, "minimum_gain"),
                summary.path("accepted").asBoolean(false),
                count(table, row -> row.change().equals("fixed")),
                count(table, row -> row.change().equals("lost")),
                count(table, row -> row.change().equals("right") && row.before() != null),
                count(table, row -> row.change().equals("wrong") && row.before() != null));
    }

    private static int count(List<Report.Row> table, Predicate<Report.Row> which) {
        return (int) table.stream().filter(which).count();
    }

    private Report.Evaluation evaluation(Map<String, Metric> before, Map<String, Metric> rows) {
        var split = rows.values().stream().map(Metric::split).filter(Objects::nonNull).findFirst();
        return new Report.Evaluation(
                split.orElse(request.path("split").asString("data")),
                request.path("metric").asString("exact"),
                Rows.score(rows),
                Rows.table(before, rows));
    }

    private Report.Search search(Report.Costs costs) {
        var trials =
                fold.trials().stream()
                        .filter(t -> t.score() != null)
                        .map(
                                t ->
                                        new Report.Trial(
                                                t.number(),
                                                Objects.requireNonNullElse(t.candidate(), ""),
                                                t.full(),
                                                Objects.requireNonNull(t.score()),
                                                t.n(),
                                                t.best(),
                                                t.calls()))
                        .toList();
        var candidates = fold.candidates().values().stream().map(Reports::candidate).toList();
        return new Report.Search(
                request.path("optimizer").asString("optimizer"),
                Provenances.facts(request.path("settings")),
                BudgetLines.of(request.path("cap"), costs.total()),
                trials,
                candidates,
                fold.search().marks(),
                Weighing.of(trials, fold.search().costs()),
                Influences.of(trials, candidates),
                best());
    }

    /** The candidate that the run names best, else the one that is told as such. */
    private @Nullable String best() {
        var named = summary.path("best").asString("");
        return fold.candidates().containsKey(named)
                ? named
                : fold.candidates().values().stream()
                        .filter(c -> c.status() == CandidateStatus.BEST)
                        .map(Candidate::id)
                        .findFirst()
                        .orElse(null);
    }

    private static Report.Candidate candidate(Candidate c) {
        return new Report.Candidate(
                c.id(),
                c.parents(),
                c.status().name().toLowerCase(java.util.Locale.ROOT),
                Objects.requireNonNullElse(c.reason(), ""),
                c.score(),
                c.demos().values().stream().mapToInt(Integer::intValue).sum(),
                c.settings());
    }

    private List<Report.Fact> outputs() {
        if (!fold.kind().equals("run")) {
            return List.of();
        }
        var facts = new ArrayList<Report.Fact>();
        for (var input : request.path("inputs").properties()) {
            facts.add(new Report.Fact(input.getKey() + " (input)", Rows.text(input.getValue())));
        }
        var result = fold.result();
        var outputs = result == null ? summary.path("outputs") : result.body().path("outputs");
        for (var output : outputs.properties()) {
            facts.add(new Report.Fact(output.getKey(), Rows.text(output.getValue())));
        }
        return facts;
    }

    private List<Report.Incident> incidents() {
        return fold.incidents().stream()
                .map(
                        i ->
                                new Report.Incident(
                                        Math.round(i.second() * 10) / 10.0,
                                        i.fault().what().replace('_', ' ')
                                                + (i.fault().why() == null
                                                        ? ""
                                                        : ": " + i.fault().why()),
                                        i.fault().action()))
                .toList();
    }

    static @Nullable Double number(JsonNode node, String key) {
        return node.path(key).isNumber() ? node.path(key).doubleValue() : null;
    }
}
