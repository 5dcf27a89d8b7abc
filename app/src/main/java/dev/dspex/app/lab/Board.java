package dev.dspex.app.lab;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.event.StreamEvent;
import dev.dspex.program.Words;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stream run has told up to some moment: its lanes, what happened, how it ended. */
final class Board {
    /** A line of the log. */
    record Line(double seconds, String lane, String what, String rule) {}

    private final Map<String, LabLane> lanes = new LinkedHashMap<>();
    private final Map<String, String> laneOfCall = new HashMap<>();
    private final Map<String, Integer> fired = new HashMap<>();
    private final List<Line> log = new ArrayList<>();
    private @Nullable StreamPlan plan;
    private @Nullable JsonNode inputs;
    private @Nullable Merged merged;
    private @Nullable RunStatus status;
    private String error = "";

    void clear() {
        lanes.clear();
        laneOfCall.clear();
        fired.clear();
        log.clear();
        plan = null;
        inputs = null;
        merged = null;
        status = null;
        error = "";
    }

    /**
     * @param seconds since the start of the run
     */
    void take(Stamped stamped, double seconds) {
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> begin(queued.request());
            case StreamEvent.Lane lane -> {
                var of = lane(lane.lane());
                of.on(lane, seconds);
                log.add(new Line(seconds, lane.lane(), LabWords.state(lane), ""));
            }
            case RunEvent.Token token -> {
                var of = token.lane();
                if (of == null) break;
                laneOfCall.put(token.id(), of);
                lane(of).on(token, seconds);
            }
            case StreamEvent.StreamMetrics metrics -> {
                laneOfCall.put(metrics.id(), metrics.lane());
                lane(metrics.lane()).on(metrics);
            }
            case StreamEvent.RuleFired rule -> fired(rule, seconds);
            case RunEvent.LmEnded ended -> {
                var of = laneOfCall.remove(ended.id());
                if (of != null) lane(of).lm(ended);
            }
            case RunEvent.Fault fault -> log.add(new Line(seconds, "", LabWords.fault(fault), ""));
            case RunEvent.Result result -> merged = Merged.of(result.body());
            case RunEvent.RunFinished end -> {
                status = end.status();
                var wrong = end.error();
                error =
                        wrong == null
                                ? ""
                                : (Words.told(wrong.message()) + " " + Words.told(wrong.hint()))
                                        .strip();
                lanes.values().forEach(LabLane::close);
                log.add(new Line(seconds, "", LabWords.ended(end, error), ""));
            }
            default -> {}
        }
    }

    private void begin(JsonNode request) {
        inputs = request.get("inputs");
        plan = StreamPlan.of(request.path("streams")).orElse(null);
        if (plan == null) return;
        for (var lane : plan.lanes()) lanes.put(lane.id(), new LabLane(lane));
    }

    private void fired(StreamEvent.RuleFired rule, double seconds) {
        int number = number(rule.rule());
        fired.merge(rule.rule(), 1, Integer::sum);
        laneOfCall.put(rule.id(), rule.lane());
        lane(rule.lane()).on(rule, number, seconds);
        var card = LabWords.fired(rule, number);
        log.add(new Line(seconds, rule.lane(), card.title() + ". " + card.detail(), rule.rule()));
    }

    private int number(String rule) {
        var known = plan;
        if (known == null) return 0;
        var ids = known.rules().stream().map(StreamRule::id).toList();
        return ids.indexOf(rule) + 1;
    }

    /** One that the request does not name is made: nothing that was told is lost. */
    private LabLane lane(String id) {
        return lanes.computeIfAbsent(id, LabWords::unplanned);
    }

    List<LabLane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** Null before the run was accepted. */
    @Nullable StreamPlan plan() {
        return plan;
    }

    Optional<JsonNode> inputs() {
        return Optional.ofNullable(inputs);
    }

    List<Line> log() {
        return List.copyOf(log);
    }

    int logSize() {
        return log.size();
    }

    /** How often a rule held in this run. */
    int fired(String rule) {
        return fired.getOrDefault(rule, 0);
    }

    Optional<Merged> merged() {
        return Optional.ofNullable(merged);
    }

    /** Null while it runs. */
    @Nullable RunStatus status() {
        return status;
    }

    String error() {
        return error;
    }

    /** Seconds of the lane that took longest: all lanes are drawn on one scale. */
    double span() {
        return lanes.values().stream().mapToDouble(LabLane::seconds).max().orElse(0);
    }
}
