package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.Lease;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Scores a program on rows with several workers: equal, row by row, to {@code dspy.Evaluate} in one
 * process. A lost worker costs the rows it was on another try.
 */
final class Scoring {
    /**
     * Errors that every row would meet, so that going on makes no sense while nothing went well.
     */
    static final Set<String> HOPELESS =
            Set.of(
                    "lm_auth",
                    "lm_billing",
                    "lm_unreachable",
                    "lm_model_unknown",
                    "lm_not_configured",
                    "lm_settings",
                    "needs_litellm");

    private final RunContext context;
    private final Setup setup;
    private final Rows rows;
    private final String metric;
    private final int most;
    private final int threads;
    private final @Nullable String candidate;
    private final Consumer<Stamped> listener;
    private final RowQueue queue;
    private @Nullable RunFailure failure;
    private Usage asked = Usage.NONE;
    private Usage hold = Usage.NONE;
    private IntSupplier wanted;
    private final Map<Integer, Thread> shards = new TreeMap<>();

    /**
     * @param candidate name of the version in the events; null in a plain evaluation
     * @param listener sees what is recorded, on any thread
     */
    Scoring(
            RunContext context,
            Setup setup,
            Rows rows,
            String metric,
            int workers,
            int threads,
            @Nullable String candidate,
            Consumer<Stamped> listener) {
        this.context = context;
        this.setup = setup;
        this.rows = rows;
        this.metric = metric;
        this.most = Math.max(1, (rows.size() + threads - 1) / threads);
        this.wanted = () -> workers;
        this.threads = threads;
        this.candidate = candidate;
        this.listener = listener;
        this.queue = new RowQueue(rows.rows(), wanted(), threads);
    }

    /** The same, but that so much of the cap is left for what comes later. */
    Scoring leaving(Usage later) {
        hold = later;
        return this;
    }

    /** The same, but that the number of workers may change while it runs. */
    Scoring growing(IntSupplier now) {
        wanted = now;
        return this;
    }

    /**
     * Scores and sums up.
     *
     * @throws RunFailure when nothing can be scored, every row failed, or the run was stopped
     */
    Outcome.Scored score() throws RunFailure, InterruptedException {
        if (rows.size() == 0) {
            throw new RunFailure(
                    RunError.of(
                            "no_rows",
                            "There are no rows in \"" + rows.split() + "\".",
                            "Choose a data file that has rows.",
                            ""));
        }
        Runnable change = this::hire;
        context.crew.watch(change);
        try {
            hire();
            for (Thread shard = working(); shard != null; shard = working()) {
                shard.join();
            }
        } finally {
            context.crew.unwatch(change);
        }
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
        if (context.stopped()) {
            throw RunFailure.stopped();
        }
        return summary();
    }

    /** Whether no other version of the program would fare better. */
    static boolean hopeless(RunFailure failure) {
        return HOPELESS.contains(failure.error().code());
    }

    /** Scores by row in the order of the rows; a row with an error, or none, counts 0. */
    double[] scores() {
        return queue.results().values().stream()
                .mapToDouble(r -> r == null || r.score() == null ? 0 : r.score())
                .toArray();
    }

    private Outcome.Scored summary() throws RunFailure {
        Map<String, RowQueue.@Nullable Done> results = queue.results();
        int errors = 0;
        RunError first = null;
        for (RowQueue.Done done : results.values()) {
            if (done != null && done.error() != null) {
                errors++;
                first = first == null ? done.error() : first;
            }
        }
        if (first != null && errors == results.size()) {
            throw new RunFailure(everyRowFailed(first));
        }
        int skipped = (int) results.values().stream().filter(Scoring::skipped).count();
        int counted = results.size() - skipped;
        if (counted == 0) {
            throw new RunFailure(
                    RunError.of(
                            "not_rated",
                            "Nobody has rated these answers yet.",
                            "Rate some in the evaluation and evaluate again, or use"
                                    + " human:METRIC.",
                            "the metric " + metric + " has no score for any row"));
        }
        double sum = 0;
        for (double score : scores()) {
            sum += score;
        }
        double mean = sum / counted;
        return new Outcome.Scored(mean, counted, skipped, errors, rows.split(), metric);
    }

    /** Whether the metric has no score for a row, and nothing went wrong. */
    private static boolean skipped(RowQueue.@Nullable Done done) {
        return done != null && done.score() == null && done.error() == null;
    }

    private static RunError everyRowFailed(RunError first) {
        String start = "Every row failed. The first error: ";
        return first.message().startsWith("Every row failed")
                ? first
                : new RunError(
                        first.code(),
                        start + first.message(),
                        first.hint(),
                        first.log(),
                        first.where(),
                        first.retryable());
    }

    /** As many shards as are wanted; those beyond it end by themselves. */
    private synchronized void hire() {
        for (int i = 0; i < wanted(); i++) {
            int number = i;
            Thread known = shards.get(number);
            if (known == null || !known.isAlive()) {
                shards.put(
                        number, Thread.ofVirtual().name("shard-" + i).start(() -> shard(number)));
            }
        }
    }

    private int wanted() {
        return Math.max(1, Math.min(wanted.getAsInt(), most));
    }

    private synchronized @Nullable Thread working() {
        return shards.values().stream().filter(Thread::isAlive).findFirst().orElse(null);
    }

    private void shard(int number) {
        Lease lease = null;
        try {
            while (number < wanted()) {
                List<Rows.Row> chunk = queue.next();
                if (chunk == null) {
                    return;
                }
                if (failed() || context.stopped()) {
                    queue.returned();
                    continue;
                }
                lease = lease == null ? context.lease() : lease;
                if (!chunk(lease, chunk)) {
                    lease.close();
                    lease = null;
                }
            }
        } catch (RunFailure e) {
            fail(e);
        } catch (InterruptedException e) {
            fail(RunFailure.stopped());
        } catch (RunLog.LogException e) {
            fail(new RunFailure(e.error()));
        } finally {
            if (lease != null) {
                lease.close();
            }
        }
    }

    private synchronized boolean failed() {
        return failure != null;
    }

    private void fail(RunFailure reason) {
        synchronized (this) {
            if (failure != null) {
                queue.returned();
                return;
            }
            failure = reason;
        }
        queue.returned();
        if (reason.status() == RunStatus.FAILED) {
            context.abandon(); // at a cap or for a pause, calls under way may still answer
        }
    }

    /** Runs one chunk; false when its worker is no more. */
    private boolean chunk(Lease lease, List<Rows.Row> chunk) throws RunFailure {
        ObjectNode job = context.jobs.job("evaluate", setup, threads);
        job.put("metric", metric).put("split", rows.split());
        job.set("rows", JobMaker.rows(chunk));
        context.jobs.journalled(job, candidate == null ? "" : candidate, hold);
        Set<String> begun = new HashSet<>();
        JobReport report = context.run(lease, job, this::keep, stamped -> heard(stamped, begun));
        switch (report.outcome()) {
            case DONE -> queue.returned();
            case LOST -> retry(report, chunk, begun);
            case CANCELLED -> throw RunFailure.stopped();
            case FAILED -> {
                RunError error = report.error();
                if (error == null) {
                    throw new RunFailure(
                            RunError.of(
                                    "internal", "A chunk of rows failed.", "", "no error given"));
                }
                boolean allTold = queue.open(chunk).isEmpty();
                if (!allTold || (HOPELESS.contains(error.code()) && !queue.anyScored())) {
                    throw new RunFailure(error);
                }
                queue.returned();
            }
        }
        return report.outcome() == RunEvent.Outcome.DONE
                || report.outcome() == RunEvent.Outcome.FAILED;
    }

    private void retry(JobReport report, List<Rows.Row> chunk, Set<String> begun) {
        RunError lost = report.error();
        String cause = lost == null ? "" : lost.log();
        RunError poison =
                RunError.of(
                        "row_lost",
                        "Two workers were lost on this row.",
                        "Look at what the program or the metric does with it.",
                        cause);
        RowQueue.Retried retried = queue.lost(chunk, begun, poison);
        if (!retried.again().isEmpty()) {
            context.recorder.about(
                    report.worker(),
                    new RunEvent.Fault(
                            "worker_lost",
                            report.job(),
                            retried.again(),
                            "The rows go to another worker.",
                            cause));
        }
        for (String row : retried.givenUp()) {
            context.recorder.about(
                    report.worker(),
                    new RunEvent.Fault(
                            "row_lost", report.job(), List.of(row), "The row is given up.", cause),
                    new RunEvent.Metric(
                            candidate,
                            rows.split(),
                            row,
                            null,
                            JsonNodeFactory.instance.nullNode(),
                            JsonNodeFactory.instance.nullNode(),
                            null,
                            poison,
                            0,
                            null));
        }
    }

    /** A chunk's own sum and progress mean nothing for the whole. */
    private boolean keep(ObjectNode event) {
        String type = event.path("type").asString("");
        if (type.equals("metric") && candidate != null) {
            event.put("candidate", candidate);
        }
        return !type.equals("result") && !type.equals("status");
    }

    private void heard(Stamped stamped, Set<String> begun) {
        listener.accept(stamped);
        switch (stamped.event()) {
            case RunEvent.CallStarted call when call.row() != null -> begun.add(call.row());
            case RunEvent.LmStarted call when call.row() != null -> begun.add(call.row());
            case RunEvent.LmEnded call when call.error() == null -> asked(call);
            case RunEvent.Metric row when row.row() != null -> {
                begun.remove(row.row());
                queue.done(row.row(), new RowQueue.Done(row.score(), row.error()));
            }
            default -> {}
        }
    }

    private synchronized void asked(RunEvent.LmEnded call) {
        asked = asked.plus(call.promptTokens(), call.completionTokens(), call.usd());
    }

    /** What its LM calls cost, now or when they were first made. */
    synchronized Usage asked() {
        return asked;
    }
}
