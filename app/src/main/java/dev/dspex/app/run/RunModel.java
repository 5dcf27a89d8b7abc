package dev.dspex.app.run;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.feed.Statuses;
import dev.dspex.app.feed.Usage;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run as the run panel shows it: where it is, what it gave, what it has used, what went wrong.
 */
public final class RunModel extends RunFeed {
    private String kind = "";
    private String program = "";
    private RunStatus status = RunStatus.QUEUED;
    private @Nullable RunError error;
    private Usage usage = Usage.NONE;
    private String doing = "";
    private double startedAt;
    private double lastAt;
    private double seconds = -1;
    private final Map<String, JsonNode> inputs = new LinkedHashMap<>();
    private final Map<String, JsonNode> outputs = new LinkedHashMap<>();

    @Override
    protected void reset() {
        kind = "";
        program = "";
        status = RunStatus.QUEUED;
        error = null;
        usage = Usage.NONE;
        doing = "";
        startedAt = 0;
        lastAt = 0;
        seconds = -1;
        inputs.clear();
        outputs.clear();
    }

    @Override
    protected void on(Stamped stamped) {
        lastAt = Math.max(lastAt, stamped.wall());
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> {
                kind = queued.kind();
                program = queued.program();
                put(inputs, queued.request().path("inputs"));
            }
            case RunEvent.RunStarted _ -> {
                status = RunStatus.RUNNING;
                startedAt = stamped.wall();
            }
            case RunEvent.Status step -> doing = step.text();
            case RunEvent.Fault fault -> doing = fault.action();
            case RunEvent.LmEnded call -> usage = usage.with(call);
            case RunEvent.Result result when result.kind().equals("run") ->
                    put(outputs, result.body().path("outputs"));
            case RunEvent.RunFinished end -> {
                status = end.status();
                error = end.error();
                seconds = end.seconds();
                doing = "";
            }
            default -> {}
        }
    }

    private static void put(Map<String, JsonNode> target, JsonNode record) {
        target.clear();
        for (var field : record.properties()) target.put(field.getKey(), field.getValue());
    }

    public String kind() {
        return kind;
    }

    public String program() {
        return program;
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

    public @Nullable RunError error() {
        return error;
    }

    public Usage usage() {
        return usage;
    }

    /** What goes on now, empty when nothing says. */
    public String doing() {
        return doing;
    }

    /** How long it took, or has taken until the last event. */
    public double seconds() {
        return seconds >= 0 ? seconds : startedAt > 0 ? (lastAt - startedAt) / 1000 : 0;
    }

    public Map<String, JsonNode> inputs() {
        return Map.copyOf(inputs);
    }

    /** By output field, in the order of the program. */
    public Map<String, JsonNode> outputs() {
        return java.util.Collections.unmodifiableMap(outputs);
    }
}
