package dev.dspex.app.optimize;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.feed.Usage;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.optimize.CandidateCosts;
import dev.dspex.optimize.RowCalls;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** A study: what an optimizer tries, what it has cost, and what came of it. */
public final class StudyModel extends RunFeed {
    /**
     * Which part of the study runs: the incumbent is scored, candidates are searched, the find is
     * scored.
     */
    public enum Phase {
        BEFORE,
        SEARCH,
        AFTER
    }

    /** Names of the versions that are compared in the end, where candidates have their ids. */
    private static final String BEFORE = "before";

    private static final String AFTER = "after";

    private final StudyCandidates candidates = new StudyCandidates();
    private final RowCalls calls = new RowCalls();
    private final CandidateCosts costs = new CandidateCosts();
    private final RowScores scores = new RowScores();
    private final Writings writings = new Writings();
    private final WorkerSpans spans = new WorkerSpans();
    private final RowChanges rows = new RowChanges();
    private @Nullable StudySpace space;
    private String optimizer = "";
    private String program = "";
    private String metric = "";
    private String doing = "";
    private double progress = -1;
    private RunStatus status = RunStatus.QUEUED;
    private Phase phase = Phase.BEFORE;
    private boolean oneJob;
    private Usage usage = Usage.NONE;
    private RunEvent.@Nullable Cap cap;
    private @Nullable RunError error;
    private @Nullable StudyResult result;
    private boolean paused;
    private String diverged = "";
    private boolean taken;
    private double startedAt;
    private double searchedAt;
    private double lastAt;

    @Override
    protected void reset() {
        forgetSearch();
        oneJob = false;
        rows.clear();
        spans.clear();
        optimizer = "";
        program = "";
        metric = "";
        doing = "";
        progress = -1;
        status = RunStatus.QUEUED;
        phase = Phase.BEFORE;
        usage = Usage.NONE;
        cap = null;
        error = null;
        result = null;
        paused = false;
        diverged = "";
        taken = false;
        startedAt = 0;
        searchedAt = 0;
        lastAt = 0;
    }

    private void forgetSearch() {
        space = null;
        candidates.clear();
        calls.clear();
        costs.clear();
        scores.clear();
        writings.clear();
    }

    @Override
    protected void on(Stamped stamped) {
        lastAt = Math.max(lastAt, stamped.wall());
        space = null;
        calls.on(stamped.event());
        writings.on(stamped.event());
        spans.on(stamped);
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                program = queued.program();
                optimizer = queued.request().path("optimizer").asString("");
                metric = queued.request().path("metric").asString("");
            }
            case RunEvent.RunStarted _ -> start(stamped.wall());
            case RunEvent.JobStarted job -> begin(job.kind(), stamped.wall());
            case RunEvent.Status step -> {
                doing = step.text();
                var total = step.total();
                progress =
                        step.done() == null || total == null || total == 0
                                ? -1
                                : (double) step.done() / total;
            }
            case RunEvent.Fault fault -> {
                doing = fault.action();
                if (fault.what().equals("diverged"))
                    diverged = fault.why() == null ? "" : fault.why();
                taken |= fault.what().equals("variables_taken");
            }
            case RunEvent.LmEnded call when wasAsked(call) -> usage = usage.with(call);
            case RunEvent.Budget budget -> budget(budget);
            case RunEvent.Candidate told -> candidate(told, stamped.wall());
            case RunEvent.Trial trial -> candidates.on(trial, minutes(stamped.wall()));
            case RunEvent.Front now -> candidates.on(now);
            case RunEvent.Metric row -> scored(row);
            case RunEvent.RunFinished end -> {
                status = end.status();
                error = end.error();
                result = StudyResult.of(end.summary());
                paused = end.summary().path("paused").asBoolean(false);
                doing = "";
            }
            default -> {}
        }
    }

    /** Not where a journal answered, nor where the budget forbade it. */
    private static boolean wasAsked(RunEvent.LmEnded call) {
        return !call.cached() && (call.error() == null || call.promptTokens() > 0);
    }

    /** A study that goes on tells all from its beginning once more. */
    private void start(double wall) {
        status = RunStatus.RUNNING;
        startedAt = wall;
        phase = Phase.BEFORE;
        oneJob = false;
        error = null;
        result = null;
        paused = false;
        diverged = "";
        taken = false;
        rows.clear();
        spans.clear();
        forgetSearch();
    }

    private void begin(String kind, double wall) {
        if (kind.equals("optimize")) {
            // A search that lost its worker starts again.
            forgetSearch();
            search(wall);
        } else if (kind.equals("evaluate") && phase == Phase.SEARCH && oneJob) phase = Phase.AFTER;
        oneJob |= kind.equals("optimize");
    }

    private void search(double wall) {
        phase = Phase.SEARCH;
        searchedAt = wall;
    }

    /** A search over variables is no job of its own: it begins with its first candidate. */
    private void candidate(RunEvent.Candidate told, double wall) {
        if (phase == Phase.BEFORE) search(wall);
        candidates.on(told);
    }

    private void scored(RunEvent.Metric row) {
        var made = calls.take(row);
        var id = row.candidate();
        if (AFTER.equals(id)) phase = Phase.AFTER;
        if (id == null || id.equals(BEFORE) || id.equals(AFTER)) {
            if (phase != Phase.SEARCH) rows.add(phase, row);
            return;
        }
        costs.add(id, row, made);
        scores.add(id, row, made);
        if (made != null) writings.add(id, made.prompts());
    }

    /** A budget counts what a shortened recording may lack, so the larger number holds. */
    private void budget(RunEvent.Budget budget) {
        if (budget.calls() > usage.calls())
            usage =
                    new Usage(
                            budget.calls(),
                            budget.promptTokens(),
                            budget.completionTokens(),
                            budget.usd());
        if (budget.cap() != null) cap = budget.cap();
    }

    private double minutes(double wall) {
        return searchedAt > 0 ? Math.max(0, wall - searchedAt) / 60_000 : 0;
    }

    /** In the order they were first told. */
    List<StudyCandidate> candidates() {
        return candidates.all();
    }

    @Nullable StudyCandidate candidate(String id) {
        return candidates.of(id);
    }

    List<StudyCandidates.Trial> trials() {
        return candidates.trials();
    }

    /** The variables that candidates differ in, with their scores. */
    StudySpace space() {
        var known = space;
        if (known == null) space = known = StudySpace.of(candidates(), trials());
        return known;
    }

    CandidateCosts costs() {
        return costs;
    }

    RowScores scores() {
        return scores;
    }

    Writings writings() {
        return writings;
    }

    WorkerSpans spans() {
        return spans;
    }

    RowChanges rows() {
        return rows;
    }

    /** The one the optimizer names best, else the first with the highest full score. */
    Optional<StudyCandidate> best() {
        return candidates.best();
    }

    /** Full score of the program as it was, null before it is known. */
    @Nullable Double incumbent() {
        return candidates.incumbent();
    }

    /** Full score against the incumbent's, null when one of them is missing or it is the seed. */
    @Nullable Double gain(StudyCandidate candidate) {
        var incumbent = incumbent();
        var full = candidate.full();
        return candidate.seed() || incumbent == null || full == null
                ? null
                : Double.valueOf(full - incumbent);
    }

    /** As the optimizer tells; empty when it does not. */
    StudyCandidates.Front front() {
        return candidates.front();
    }

    public String optimizer() {
        return optimizer;
    }

    public String program() {
        return program;
    }

    public String metric() {
        return metric;
    }

    public String doing() {
        return doing;
    }

    /** 0 to 1 of the present step, -1 when it does not say. */
    public double progress() {
        return progress;
    }

    public Phase phase() {
        return phase;
    }

    public RunStatus status() {
        return status;
    }

    public RunState state() {
        return isEmpty() ? RunState.IDLE : Statuses.state(status);
    }

    public boolean running() {
        return !isEmpty() && !status.ended();
    }

    /** Whether it was paused, by the person or because something is wrong. */
    public boolean paused() {
        return paused;
    }

    /** Whether it was paused because another study took its variables over. */
    public boolean taken() {
        return taken;
    }

    /** Why it was paused without being asked to; empty where it was not. */
    public String diverged() {
        return diverged;
    }

    /** Whether it ended before its end, so that it can go on. */
    public boolean canGoOn() {
        return !isEmpty() && status.ended() && status != RunStatus.FINISHED;
    }

    public Usage usage() {
        return usage;
    }

    public RunEvent.@Nullable Cap cap() {
        return cap;
    }

    public @Nullable RunError error() {
        return error;
    }

    @Nullable StudyResult result() {
        return result;
    }

    /** Seconds from the start to the last event. */
    public double seconds() {
        return startedAt > 0 ? (lastAt - startedAt) / 1000 : 0;
    }

    /** Minutes from the start of the search to the last event. */
    double searchMinutes() {
        return minutes(lastAt);
    }
}
