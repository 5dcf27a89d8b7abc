package dev.dspex.app.optimize;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

/** How far a study is: its phase, what it does just now, and how it ended. */
final class StudyStand {
    private String doing = "";
    private double progress = -1;
    private RunStatus status = RunStatus.QUEUED;
    private StudyModel.Phase phase = StudyModel.Phase.BEFORE;
    private boolean oneJob;
    private @Nullable RunError error;
    private @Nullable StudyResult result;
    private boolean paused;
    private String diverged = "";
    private boolean taken;
    private double startedAt;
    private double searchedAt;
    private double lastAt;

    void on(Stamped stamped) {
        lastAt = Math.max(lastAt, stamped.wall());
        switch (stamped.event()) {
            case RunEvent.JobStarted job -> begin(job.kind(), stamped.wall());
            case RunEvent.Candidate _ -> candidate(stamped.wall());
            case RunEvent.Status step -> step(step);
            case RunEvent.Fault fault -> fault(fault);
            case RunEvent.RunFinished end -> end(end);
            default -> {}
        }
    }

    /** At its beginning; a study that goes on begins once more. */
    static StudyStand started(double wall) {
        var stand = new StudyStand();
        stand.status = RunStatus.RUNNING;
        stand.startedAt = wall;
        stand.lastAt = wall;
        return stand;
    }

    private void begin(String kind, double wall) {
        if (kind.equals("optimize")) search(wall);
        else if (kind.equals("evaluate") && phase == StudyModel.Phase.SEARCH && oneJob) scoring();
        oneJob |= kind.equals("optimize");
    }

    /** A search over variables is no job of its own: it begins with its first candidate. */
    private void candidate(double wall) {
        if (phase == StudyModel.Phase.BEFORE) search(wall);
    }

    private void search(double wall) {
        phase = StudyModel.Phase.SEARCH;
        searchedAt = wall;
    }

    /** The find is scored from now on. */
    void scoring() {
        phase = StudyModel.Phase.AFTER;
    }

    private void step(RunEvent.Status step) {
        doing = step.text();
        var done = step.done();
        var total = step.total();
        progress = done == null || total == null || total == 0 ? -1 : (double) done / total;
    }

    private void fault(RunEvent.Fault fault) {
        doing = fault.action();
        if (fault.what().equals("diverged")) diverged = fault.why() == null ? "" : fault.why();
        taken |= fault.what().equals("variables_taken");
    }

    private void end(RunEvent.RunFinished end) {
        status = end.status();
        error = end.error();
        result = StudyResult.of(end.summary());
        paused = end.summary().path("paused").asBoolean(false);
        doing = "";
    }

    String doing() {
        return doing;
    }

    double progress() {
        return progress;
    }

    StudyModel.Phase phase() {
        return phase;
    }

    RunStatus status() {
        return status;
    }

    boolean paused() {
        return paused;
    }

    boolean taken() {
        return taken;
    }

    String diverged() {
        return diverged;
    }

    @Nullable RunError error() {
        return error;
    }

    @Nullable StudyResult result() {
        return result;
    }

    /** Seconds from the start to the last event. */
    double seconds() {
        return startedAt > 0 ? (lastAt - startedAt) / 1000 : 0;
    }

    /** Minutes of the search until the last event. */
    double searchMinutes() {
        return searchedAt > 0 ? Math.max(0, lastAt - searchedAt) / 60_000 : 0;
    }
}
