package dev.dspex.app.run;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An evaluation while it runs and afterwards: mean score with its 95% interval, and every row. */
public final class EvaluationModel extends RunFeed {
    /** What became of a row; the order is the one of the table. */
    public enum Verdict {
        ERROR,
        /** The metric has no score for it: nobody rated the answer. */
        UNRATED,
        WRONG,
        PART,
        RIGHT
    }

    /**
     * One scored row.
     *
     * @param score null when it could not be scored
     * @param inputs of the program, secret ones masked; JSON null where they are not known
     * @param call id of the call that made the outputs, to open its trace
     */
    public record Row(
            String id,
            @Nullable Double score,
            JsonNode inputs,
            JsonNode outputs,
            JsonNode expected,
            String feedback,
            @Nullable RunError error,
            double seconds,
            @Nullable String call) {

        public Verdict verdict() {
            if (error != null) return Verdict.ERROR;
            if (score == null) return Verdict.UNRATED;
            return score >= 1 ? Verdict.RIGHT : score > 0 ? Verdict.PART : Verdict.WRONG;
        }

        /** Whether there is an answer that a person can judge. */
        public boolean isAnswered() {
            return error == null && inputs.isObject() && outputs.isObject();
        }
    }

    private static final double Z = 1.96;

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, JsonNode> inputs = new HashMap<>();
    private RunStatus status = RunStatus.QUEUED;
    private @Nullable RunError error;
    private String metric = "";
    private String split = "";
    private int total;
    private int errors;
    private int unrated;
    private double sum;
    private double squares;
    private @Nullable String job;

    @Override
    protected void reset() {
        rows.clear();
        inputs.clear();
        status = RunStatus.QUEUED;
        error = null;
        metric = "";
        split = "";
        total = 0;
        errors = 0;
        unrated = 0;
        sum = 0;
        squares = 0;
        job = null;
    }

    @Override
    protected void on(Stamped stamped) {
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                metric = queued.request().path("metric").asString("");
                split = queued.request().path("split").asString("");
            }
            case RunEvent.RunStarted _ -> status = RunStatus.RUNNING;
            case RunEvent.JobStarted started when started.kind().equals("evaluate") -> {
                if (!started.job().equals(job)) total += started.rows();
                job = started.job();
            }
            case RunEvent.CallStarted call
                    when job != null && call.row() != null && call.node().isEmpty() ->
                    inputs.put(call.id(), call.inputs());
            case RunEvent.Metric row -> add(row);
            case RunEvent.RunFinished end -> {
                status = end.status();
                error = end.error();
            }
            default -> {}
        }
    }

    /** A row that failed counts 0, as in the final score; one that is not rated does not count. */
    private void add(RunEvent.Metric row) {
        var id = row.row() == null ? String.valueOf(rows.size() + 1) : row.row();
        var feedback = row.feedback() == null ? "" : row.feedback();
        rows.add(
                new Row(
                        id,
                        row.score(),
                        given(row.call()),
                        row.outputs(),
                        row.expected(),
                        feedback,
                        row.error(),
                        row.seconds(),
                        row.call()));
        if (row.error() != null) errors++;
        else if (row.score() == null) unrated++;
        else {
            sum += row.score();
            squares += row.score() * row.score();
        }
    }

    private JsonNode given(@Nullable String call) {
        var known = call == null ? null : inputs.remove(call);
        return known == null ? NullNode.getInstance() : known;
    }

    /**
     * Errors first, then what nobody rated, then wrong, then partly right, then right; within each
     * in the order of the data.
     */
    public List<Row> rows() {
        return rows.stream()
                .sorted(Comparator.comparing(Row::verdict).thenComparing(EvaluationModel::byId))
                .toList();
    }

    private static int byId(Row a, Row b) {
        boolean numbers = a.id().matches("\\d{1,9}") && b.id().matches("\\d{1,9}");
        return numbers
                ? Integer.compare(Integer.parseInt(a.id()), Integer.parseInt(b.id()))
                : a.id().compareTo(b.id());
    }

    public int done() {
        return rows.size();
    }

    /** Rows to come in all; 0 when it is not known yet. */
    public int total() {
        return Math.max(total, rows.size());
    }

    public int errors() {
        return errors;
    }

    public int count(Verdict verdict) {
        return (int) rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** Rows that the metric has no score for; they count neither way. */
    public int unrated() {
        return unrated;
    }

    /** Rows that the mean is over. */
    public int counted() {
        return rows.size() - unrated;
    }

    /** Mean over the rows so far; 0 before the first. */
    public double mean() {
        return counted() == 0 ? 0 : sum / counted();
    }

    /** Half the width of the 95% interval of the mean (normal); 0 below two rows. */
    public double halfInterval() {
        int n = counted();
        if (n < 2) return 0;
        double variance = Math.max(0, (squares - sum * sum / n) / (n - 1));
        return Z * Math.sqrt(variance / n);
    }

    /** The running mean after each row, in the order they came. */
    public List<Double> running() {
        var means = new ArrayList<Double>();
        double all = 0;
        for (var row : rows) {
            if (row.verdict() == Verdict.UNRATED) continue;
            all += row.verdict() == Verdict.ERROR || row.score() == null ? 0 : row.score();
            means.add(all / (means.size() + 1));
        }
        return means;
    }

    public RunStatus status() {
        return status;
    }

    public RunState state() {
        return isEmpty() ? RunState.IDLE : Statuses.state(status);
    }

    public @Nullable RunError error() {
        return error;
    }

    public String metric() {
        return metric;
    }

    public String split() {
        return split;
    }
}
