package dev.dspex.app.optimize;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.feed.Usage;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** One evaluation of a candidate; totals are those of the search until then. */
    record Trial(
            String candidate,
            boolean full,
            double score,
            int rows,
            long calls,
            long tokens,
            @Nullable Double usd,
            double minutes) {}

    private final Map<String, StudyCandidate> candidates = new LinkedHashMap<>();
    private final List<Trial> trials = new ArrayList<>();
    private final CandidateCosts costs = new CandidateCosts();
    private final RowChanges rows = new RowChanges();
    private String optimizer = "";
    private String program = "";
    private String metric = "";
    private String doing = "";
    private double progress = -1;
    private RunStatus status = RunStatus.QUEUED;
    private Phase phase = Phase.BEFORE;
    private boolean searched;
    private Usage usage = Usage.NONE;
    private RunEvent.@Nullable Cap cap;
    private List<String> front = List.of();
    private @Nullable RunError error;
    private @Nullable StudyResult result;
    private boolean paused;
    private String diverged = "";
    private double startedAt;
    private double searchedAt;
    private double lastAt;

    @Override
    protected void reset() {
        candidates.clear();
        trials.clear();
        costs.clear();
        rows.clear();
        optimizer = "";
        program = "";
        metric = "";
        doing = "";
        progress = -1;
        status = RunStatus.QUEUED;
        phase = Phase.BEFORE;
        searched = false;
        usage = Usage.NONE;
        cap = null;
        front = List.of();
        error = null;
        result = null;
        paused = false;
        diverged = "";
        startedAt = 0;
        searchedAt = 0;
        lastAt = 0;
    }

    @Override
    protected void on(Stamped stamped) {
        lastAt = Math.max(lastAt, stamped.wall());
        costs.on(stamped.event());
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                program = queued.program();
                optimizer = queued.request().path("optimizer").asString("");
                metric = queued.request().path("metric").asString("");
            }
            case RunEvent.RunStarted _ -> {
                status = RunStatus.RUNNING;
                startedAt = stamped.wall();
                again();
            }
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
            }
            case RunEvent.LmEnded call when !call.cached() -> usage = usage.with(call);
            case RunEvent.Budget budget -> budget(budget);
            case RunEvent.Candidate told ->
                    candidates.put(
                            told.id(),
                            StudyCandidate.told(
                                    told, candidates.get(told.id()), candidates.size()));
            case RunEvent.Trial trial -> trial(trial, stamped.wall());
            case RunEvent.Front now -> front = now.dominators();
            case RunEvent.Metric row when phase != Phase.SEARCH -> rows.add(phase, row);
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

    /** A run that goes on tells all from its beginning once more. */
    private void again() {
        forget();
        rows.clear();
        phase = Phase.BEFORE;
        searched = false;
        error = null;
        result = null;
        paused = false;
        diverged = "";
    }

    private void forget() {
        candidates.clear();
        trials.clear();
        costs.clear();
        front = List.of();
    }

    private void begin(String kind, double wall) {
        if (kind.equals("optimize")) {
            // A search that lost its worker starts again: what it told before has come to nothing.
            forget();
            phase = Phase.SEARCH;
            searched = true;
            searchedAt = wall;
        } else if (kind.equals("evaluate")) phase = searched ? Phase.AFTER : Phase.BEFORE;
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

    private void trial(RunEvent.Trial trial, double wall) {
        var id = trial.candidate();
        var score = trial.score();
        if (id == null || score == null) return;
        double minutes = Math.max(0, wall - searchedAt) / 60_000;
        trials.add(
                new Trial(
                        id,
                        trial.full(),
                        score,
                        trial.n(),
                        trial.calls(),
                        trial.promptTokens() + trial.completionTokens(),
                        trial.usd(),
                        minutes));
        var known = candidates.getOrDefault(id, StudyCandidate.unknown(id, candidates.size()));
        candidates.put(id, known.scored(trial.full(), score));
    }

    /** In the order they were first told. */
    List<StudyCandidate> candidates() {
        return List.copyOf(candidates.values());
    }

    @Nullable StudyCandidate candidate(String id) {
        return candidates.get(id);
    }

    List<Trial> trials() {
        return List.copyOf(trials);
    }

    CandidateCosts costs() {
        return costs;
    }

    RowChanges rows() {
        return rows;
    }

    /** The one the optimizer names best, else the first with the highest full score. */
    Optional<StudyCandidate> best() {
        var named =
                candidates.values().stream()
                        .filter(c -> c.status() == RunEvent.CandidateStatus.BEST)
                        .findFirst();
        if (named.isPresent()) return named;
        StudyCandidate best = null;
        for (var candidate : candidates.values()) {
            var score = candidate.full();
            if (score == null) continue;
            var top = best == null ? null : best.full();
            if (top == null || score > top) best = candidate;
        }
        return Optional.ofNullable(best);
    }

    /** Full score of the program as it was, null before it is known. */
    @Nullable Double incumbent() {
        return candidates.values().stream()
                .filter(StudyCandidate::seed)
                .findFirst()
                .map(StudyCandidate::full)
                .orElse(null);
    }

    /** Full score against the incumbent's, null when one of them is missing or it is the seed. */
    @Nullable Double gain(StudyCandidate candidate) {
        var incumbent = incumbent();
        var full = candidate.full();
        return candidate.seed() || incumbent == null || full == null
                ? null
                : Double.valueOf(full - incumbent);
    }

    /** Candidates that no other one covers, as the optimizer tells; empty when it does not. */
    List<String> front() {
        return front;
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
        return searchedAt > 0 ? (lastAt - searchedAt) / 60_000 : 0;
    }
}
