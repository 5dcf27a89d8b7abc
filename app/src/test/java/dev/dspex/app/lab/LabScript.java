package dev.dspex.app.lab;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.event.StreamEvent;
import dev.dspex.event.StreamEvent.LaneState;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamLane;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamRule;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Events of a stream run as a worker tells them, written down as a story. */
final class LabScript {
    static final String RUN = "r";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<Stamped> events = new ArrayList<>();
    private final StreamPlan plan;
    private double seconds;

    LabScript(StreamPlan plan) {
        this.plan = plan;
        ObjectNode request = MAPPER.createObjectNode();
        request.put("kind", "stream");
        request.set("streams", plan.json());
        request.putObject("inputs").put("ticket", "Where is my order?");
        own(new RunEvent.RunQueued("stream", "reply", request));
    }

    /** Lanes A, B … as the program says, with the usual rules. */
    static StreamPlan plan(int lanes, Pick pick) {
        var made = new ArrayList<StreamLane>();
        for (int i = 0; i < lanes; i++)
            made.add(
                    new StreamLane(
                            Character.toString('A' + i), "", null, null, null, null, List.of()));
        return new StreamPlan(
                made, pick, null, 0.5, "judge::tone", 0.1, StreamRule.defaults(), null);
    }

    /** Time passes. */
    LabScript after(double more) {
        seconds += more;
        return this;
    }

    LabScript lane(String lane, LaneState state, String module, int attempt, String why) {
        return worker(
                new StreamEvent.Lane(lane, "", null, module, "main", 0.7, state, attempt, why));
    }

    LabScript token(String lane, String call, String text) {
        return worker(new RunEvent.Token(call, "reply", "reply", text, false, lane));
    }

    LabScript metrics(
            String lane,
            String call,
            int words,
            double repetition,
            @Nullable Boolean schema,
            @Nullable Double judge) {
        return worker(
                new StreamEvent.StreamMetrics(
                        lane,
                        call,
                        "reply",
                        "reply",
                        words,
                        words,
                        repetition,
                        0,
                        schema,
                        Boolean.FALSE.equals(schema) ? 40 : null,
                        1.0,
                        null,
                        0.2,
                        0.1,
                        60,
                        judge,
                        seconds));
    }

    LabScript fired(String lane, String call, String rule, String metric, double value) {
        return worker(
                new StreamEvent.RuleFired(
                        lane,
                        call,
                        "reply",
                        "reply",
                        rule,
                        rule,
                        metric,
                        value,
                        0.25,
                        12,
                        "cut",
                        180,
                        190,
                        0.0002,
                        "Told by the worker."));
    }

    LabScript ended(String lane, String call, long tokens) {
        return worker(
                new RunEvent.LmEnded(call, List.of(), 40, tokens, 0.0005, false, 1, 0.2, 1, null));
    }

    LabScript result(String winner, String why) {
        ObjectNode body = MAPPER.createObjectNode();
        body.putObject("outputs").put("reply", "Dear Ms Haller, a replacement leaves today.");
        body.put("winner", winner).put("why", why);
        body.putObject("scores").put("A", 0.86).put("B", 0.61);
        var lanes = body.putArray("lanes");
        for (var lane : plan.lanes())
            lanes.addObject()
                    .put("id", lane.id())
                    .put("state", lane.id().equals(winner) ? "won" : "lost")
                    .put("attempts", 1)
                    .put("tokens", 90)
                    .put("usd", 0.0005)
                    .put("saved_tokens", 190)
                    .put("saved_usd", 0.0002);
        return worker(new RunEvent.Result("stream", body));
    }

    LabScript finished() {
        return own(
                new RunEvent.RunFinished(
                        RunStatus.FINISHED, null, seconds, MAPPER.createObjectNode()));
    }

    List<Stamped> events() {
        return List.copyOf(events);
    }

    /** Of the run service: its clock began elsewhere. */
    private LabScript own(RunEvent event) {
        return add(event, null, 7_000_000_000L);
    }

    private LabScript worker(RunEvent event) {
        return add(event, "w1", 900_000_000_000L);
    }

    private LabScript add(RunEvent event, @Nullable String worker, long zero) {
        events.add(
                new Stamped(
                        RUN,
                        events.size() + 1,
                        1.8e12 + seconds * 1000,
                        zero + Math.round(seconds * 1e9),
                        worker,
                        event));
        return this;
    }
}
