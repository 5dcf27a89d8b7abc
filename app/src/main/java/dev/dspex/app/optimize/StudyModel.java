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

    private final WorkerSpans spans = new WorkerSpans();
    private final RowChanges rows = new RowChanges();
    private StudySearch search = new StudySearch();
    private StudyStand stand = new StudyStand();
    private String optimizer = "";
    private String program = "";
    private String metric = "";
    private Usage usage = Usage.NONE;
    private RunEvent.@Nullable Cap cap;

    @Override
    protected void reset() {
        search = new StudySearch();
        stand = new StudyStand();
        rows.clear();
        spans.clear();
        optimizer = "";
        program = "";
        metric = "";
        usage = Usage.NONE;
        cap = null;
    }

    @Override
    protected void on(Stamped stamped) {
        var event = stamped.event();
        if (event instanceof RunEvent.RunStarted) start(stamped.wall());
        if (event instanceof RunEvent.JobStarted job && job.kind().equals("optimize"))
            search = new StudySearch(); // a search that lost its worker starts again
        stand.on(stamped);
        spans.on(stamped);
        search.on(event, stand.searchMinutes());
        switch (event) {
            case RunEvent.RunQueued queued -> {
                program = queued.program();
                optimizer = queued.request().path("optimizer").asString("");
                metric = queued.request().path("metric").asString("");
            }
            case RunEvent.LmEnded call when wasAsked(call) -> usage = usage.with(call);
            case RunEvent.Budget budget -> budget(budget);
            case RunEvent.Metric row -> scored(row);
            default -> {}
        }
    }

    /** A study that goes on tells all from its beginning once more. */
    private void start(double wall) {
        stand = StudyStand.started(wall);
        search = new StudySearch();
        rows.clear();
        spans.clear();
    }

    /** Not where a journal answered, nor where the budget forbade it. */
    private static boolean wasAsked(RunEvent.LmEnded call) {
        return !call.cached() && (call.error() == null || call.promptTokens() > 0);
    }

    private void scored(RunEvent.Metric row) {
        var made = search.made(row);
        var id = row.candidate();
        if (AFTER.equals(id)) stand.scoring();
        if (id != null && !id.equals(BEFORE) && !id.equals(AFTER)) search.scored(id, row, made);
        else if (phase() != Phase.SEARCH) rows.add(phase(), row);
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

    /** In the order they were first told. */
    List<StudyCandidate> candidates() {
        return search.candidates().all();
    }

    @Nullable StudyCandidate candidate(String id) {
        return search.candidates().of(id);
    }

    List<StudyCandidates.Trial> trials() {
        return search.candidates().trials();
    }

    /** The variables that candidates differ in, with their scores. */
    Memo<StudySpace> space() {
        return search.space();
    }

    CandidateCosts costs() {
        return search.costs();
    }

    RowScores scores() {
        return search.scores();
    }

    Writings writings() {
        return search.writings();
    }

    WorkerSpans spans() {
        return spans;
    }

    RowChanges rows() {
        return rows;
    }

    /** The one the optimizer names best, else the first with the highest full score. */
    Optional<StudyCandidate> best() {
        return search.candidates().best();
    }

    /** Full score of the program as it was, null before it is known. */
    @Nullable Double incumbent() {
        return search.candidates().incumbent();
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
        return search.candidates().front();
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
        return stand.doing();
    }

    /** 0 to 1 of the present step, -1 when it does not say. */
    public double progress() {
        return stand.progress();
    }

    public Phase phase() {
        return stand.phase();
    }

    public RunStatus status() {
        return stand.status();
    }

    public RunState state() {
        return isEmpty() ? RunState.IDLE : Statuses.state(status());
    }

    public boolean running() {
        return !isEmpty() && !status().ended();
    }

    /** Whether it was paused, by the person or because something is wrong. */
    public boolean paused() {
        return stand.paused();
    }

    /** Whether it was paused because another study took its variables over. */
    public boolean taken() {
        return stand.taken();
    }

    /** Why it was paused without being asked to; empty where it was not. */
    public String diverged() {
        return stand.diverged();
    }

    /** Whether it ended before its end, so that it can go on. */
    public boolean canGoOn() {
        return !isEmpty() && status().ended() && status() != RunStatus.FINISHED;
    }

    public Usage usage() {
        return usage;
    }

    public RunEvent.@Nullable Cap cap() {
        return cap;
    }

    public @Nullable RunError error() {
        return stand.error();
    }

    @Nullable StudyResult result() {
        return stand.result();
    }

    /** Seconds from the start to the last event. */
    public double seconds() {
        return stand.seconds();
    }

    /** Minutes from the start of the search to the last event. */
    double searchMinutes() {
        return stand.searchMinutes();
    }
}
