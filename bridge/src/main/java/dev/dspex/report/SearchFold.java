package dev.dspex.report;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunEvent.Budget;
import dev.dspex.event.RunEvent.Decision;
import dev.dspex.event.RunEvent.Fault;
import dev.dspex.event.RunEvent.Metric;
import dev.dspex.event.RunEvent.Trial;
import dev.dspex.event.RunEvent.Variable;
import dev.dspex.optimize.CandidateCosts;
import dev.dspex.optimize.RowCalls;

import java.util.ArrayList;
import java.util.List;

/** What happened during a search, and what its candidates cost a row. Not thread-safe. */
final class SearchFold {
    private static final int LONGEST = 200;

    private final List<Report.Mark> marks = new ArrayList<>();
    private final RowCalls rows = new RowCalls();
    private final CandidateCosts costs = new CandidateCosts();
    private long calls;

    /** The search starts again: what candidates cost is measured anew. */
    void restart() {
        rows.clear();
        costs.clear();
    }

    /**
     * @param second of the run
     */
    void add(RunEvent event, double second) {
        rows.on(event);
        switch (event) {
            case Trial trial -> calls = Math.max(calls, trial.calls());
            case Budget budget -> calls = Math.max(calls, budget.calls());
            case Metric row when row.candidate() != null ->
                    costs.add(row.candidate(), row, rows.take(row));
            case Fault fault ->
                    mark(
                            second,
                            "fault",
                            fault.what().replace('_', ' ')
                                    + (fault.why() == null ? "" : ": " + fault.why()));
            case Variable moved ->
                    mark(
                            second,
                            "variable",
                            "%s from %s to %s by %s"
                                    .formatted(
                                            moved.name(),
                                            Rows.text(moved.from()),
                                            Rows.text(moved.to()),
                                            moved.by()));
            case Decision decision ->
                    mark(second, "decision", Rows.text(decision.chosen()) + ": " + decision.why());
            default -> {}
        }
    }

    private void mark(double second, String kind, String text) {
        marks.add(
                new Report.Mark(
                        Math.round(second * 10) / 10.0,
                        calls,
                        kind,
                        text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text));
    }

    List<Report.Mark> marks() {
        return List.copyOf(marks);
    }

    CandidateCosts costs() {
        return costs;
    }
}
