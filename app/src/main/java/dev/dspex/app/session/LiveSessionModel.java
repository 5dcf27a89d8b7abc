package dev.dspex.app.session;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.orchestration.Thompson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A live session as it goes, and the same when it is opened again: its tasks and their scores, the
 * trend over time, what was decided, what is believed of each module, and what was used. JavaFX
 * thread only.
 */
public final class LiveSessionModel extends RunFeed {
    /** A trend that held from one second to another. */
    record Band(double from, double to, String direction) {}

    /**
     * A strategy that held from one second to another.
     *
     * @param decision that brought it; 0 for the beginning
     */
    record Held(double from, double to, String strategy, int decision) {}

    private final List<TaskDone> tasks = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    private final List<Held> strategies = new ArrayList<>();
    private Beliefs beliefs = new Beliefs(List.of(), 1);
    private JsonNode request = JsonNodeFactory.instance.objectNode();
    private String program = "";
    private Way way = Way.UNKNOWN;
    private RunEvent.@Nullable Budget budget;
    private @Nullable RunStatus status;
    private String error = "";
    private long total;
    private boolean dry;
    private double began = Double.NaN;
    private double now;

    @Override
    protected void reset() {
        tasks.clear();
        verdicts.clear();
        bands.clear();
        strategies.clear();
        beliefs = new Beliefs(List.of(), 1);
        request = JsonNodeFactory.instance.objectNode();
        program = "";
        way = Way.UNKNOWN;
        budget = null;
        status = null;
        error = "";
        total = 0;
        dry = false;
        began = Double.NaN;
        now = 0;
    }

    @Override
    protected void on(Stamped stamped) {
        if (Double.isNaN(began) || stamped.event() instanceof RunEvent.RunStarted)
            began = stamped.wall();
        now = Math.max(now, (stamped.wall() - began) / 1000);
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> asked(queued);
            case SessionEvent.Task task -> task(task);
            case RunEvent.Decision decision when decision.chosen().has("after") ->
                    decided(stamped, decision);
            case RunEvent.Status doing when doing.total() != null -> total = doing.total();
            case RunEvent.Budget told -> budget = told;
            case RunEvent.RunFinished end -> {
                status = end.status();
                if (end.error() != null && end.status() == RunStatus.FAILED)
                    error = end.error().message();
            }
            default -> {}
        }
    }

    private void asked(RunEvent.RunQueued queued) {
        program = queued.program();
        request = queued.request();
        var arms = new ArrayList<String>();
        for (var arm : request.path("arms")) arms.add(arm.path("name").asString(""));
        beliefs = new Beliefs(arms, request.path("discount").asDouble(Thompson.DRIFTING));
        way = Way.of(request);
        dry = request.path("dry_run").asBoolean(false);
        strategies.add(new Held(0, 0, way.strategy(), 0));
    }

    private void task(SessionEvent.Task task) {
        beliefs.learn(task);
        var trend = Trending.of(task.trend(), task.trend().path("direction").asString(""));
        int known = Math.min(tasks.size(), TaskDone.SMOOTHED - 1);
        double sum = task.score();
        for (var before : tasks.subList(tasks.size() - known, tasks.size())) sum += before.score();
        tasks.add(new TaskDone(now, sum / (known + 1), trend, task));
        band(trend.direction());
    }

    private void band(String direction) {
        if (direction.isEmpty()) return;
        double from = bands.isEmpty() ? 0 : bands.getLast().to();
        if (!bands.isEmpty() && bands.getLast().direction().equals(direction))
            from = bands.removeLast().from();
        bands.add(new Band(from, now, direction));
    }

    private void decided(Stamped stamped, RunEvent.Decision told) {
        var verdict = Verdict.of(verdicts.size() + 1, now, stamped.wall(), dry, told);
        verdicts.add(verdict);
        if (told.seen().path("control").asString("").equals("dry_run"))
            dry = told.seen().path("only").asBoolean(dry);
        if (!verdict.carried()) return;
        way = verdict.after();
        if (!verdict.changesStrategy()) return;
        if (!strategies.isEmpty()) {
            var last = strategies.removeLast();
            strategies.add(new Held(last.from(), now, last.strategy(), last.decision()));
        }
        strategies.add(new Held(now, now, way.strategy(), verdict.number()));
    }

    List<TaskDone> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    List<Verdict> verdicts() {
        return Collections.unmodifiableList(verdicts);
    }

    /** Trends in their order, without gaps. */
    List<Band> bands() {
        return Collections.unmodifiableList(bands);
    }

    /** Strategies in their order; the last one goes on until now. */
    List<Held> strategies() {
        var all = new ArrayList<>(strategies);
        if (all.isEmpty()) return all;
        var last = all.removeLast();
        all.add(new Held(last.from(), now, last.strategy(), last.decision()));
        return all;
    }

    Beliefs beliefs() {
        return beliefs;
    }

    /** How it goes now. */
    Way way() {
        return way;
    }

    /** The trend after the last task. */
    Trending trend() {
        return tasks.isEmpty() ? Trending.NONE : tasks.getLast().trend();
    }

    RunEvent.@Nullable Budget budget() {
        return budget;
    }

    /** Null while it goes on. */
    @Nullable RunStatus status() {
        return status;
    }

    boolean running() {
        return !isEmpty() && status == null;
    }

    /** Why it failed, empty where it did not. */
    String error() {
        return error;
    }

    String program() {
        return program;
    }

    /** As it was asked for. */
    JsonNode request() {
        return request;
    }

    /** Whether decisions are only told now. */
    boolean dryRun() {
        return dry;
    }

    /** Tasks in all, 0 where nobody knows. */
    long total() {
        return total;
    }

    /** Tasks that failed. */
    long failed() {
        return tasks.stream().filter(TaskDone::failed).count();
    }

    /** Seconds that it has taken. */
    double seconds() {
        return now;
    }

    /** Epoch milliseconds of its beginning; NaN before. */
    double began() {
        return began;
    }

    /** Mean score of the tasks, NaN before the first. */
    double mean() {
        return tasks.stream().mapToDouble(TaskDone::score).average().orElse(Double.NaN);
    }

    /** Tasks a minute, over the last minute. */
    double pace() {
        double span = Math.clamp(now, 1, 60);
        long lately = tasks.stream().filter(task -> task.at() > now - span).count();
        return lately * 60 / span;
    }
}
