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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An evaluation while it runs and afterwards: mean score with its 95% interval, and every row. */
public final class EvaluationModel extends RunFeed {
    /** What became of a row; the order is the one of the table. */
    public enum Verdict {
        ERROR,
        WRONG,
        PART,
        RIGHT
    }

    /**
     * One scored row.
     *
     * @param score null when it could not be scored
     * @param call id of the call that made the outputs, to open its trace
     */
    public record Row(
            String id,
            @Nullable Double score,
            JsonNode outputs,
            JsonNode expected,
            String feedback,
            @Nullable RunError error,
            double seconds,
            @Nullable String call) {

        public Verdict verdict() {
            if (error != null || score == null) return Verdict.ERROR;
            return score >= 1 ? Verdict.RIGHT : score > 0 ? Verdict.PART : Verdict.WRONG;
        }
    }

    private static final double Z = 1.96;

    private final List<Row> rows = new ArrayList<>();
    private RunStatus status = RunStatus.QUEUED;
    private @Nullable RunError error;
    private String metric = "";
    private String split = "";
    private int total;
    private int errors;
    private double sum;
    private double squares;
    private @Nullable String job;

    @Override
    protected void reset() {
        rows.clear();
        status = RunStatus.QUEUED;
        error = null;
        metric = "";
        split = "";
        total = 0;
        errors = 0;
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
            case RunEvent.Metric row -> add(row);
            case RunEvent.RunFinished end -> {
                status = end.status();
                error = end.error();
            }
            default -> {}
        }
    }

    /** A row that failed counts 0, as in the final score. */
    private void add(RunEvent.Metric row) {
        var id = row.row() == null ? String.valueOf(rows.size() + 1) : row.row();
        var feedback = row.feedback() == null ? "" : row.feedback();
        rows.add(
                new Row(
                        id,
                        row.score(),
                        row.outputs(),
                        row.expected(),
                        feedback,
                        row.error(),
                        row.seconds(),
                        row.call()));
        double score = row.score() == null || row.error() != null ? 0 : row.score();
        if (row.error() != null || row.score() == null) errors++;
        sum += score;
        squares += score * score;
    }

    /**
     * Errors first, then wrong, then partly right, then right; within each in the order of the
     * data.
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

    /** Mean over the rows so far; 0 before the first. */
    public double mean() {
        return rows.isEmpty() ? 0 : sum / rows.size();
    }

    /** Half the width of the 95% interval of the mean (normal); 0 below two rows. */
    public double halfInterval() {
        int n = rows.size();
        if (n < 2) return 0;
        double variance = Math.max(0, (squares - sum * sum / n) / (n - 1));
        return Z * Math.sqrt(variance / n);
    }

    /** The running mean after each row, in the order they came. */
    public List<Double> running() {
        var means = new ArrayList<Double>();
        double all = 0;
        for (var row : rows) {
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
