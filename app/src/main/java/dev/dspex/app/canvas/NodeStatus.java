package dev.dspex.app.canvas;

import dev.dspex.app.kit.RunState;

import java.util.List;
import java.util.Map;

/**
 * What a run has done to a node so far.
 *
 * @param step "3 of 6" while it takes steps, else empty
 * @param values outputs by name, for the strip
 * @param text text that is still coming in; stands in the strip instead of the values
 * @param figures time, tokens, cost
 * @param tools state and note of each tool
 * @param stale whether the program was edited since, so that another run may give something else
 */
public record NodeStatus(
        RunState state,
        String step,
        Map<String, String> values,
        String text,
        List<String> figures,
        Map<String, Tool> tools,
        boolean stale) {
    /** A tool of a ReAct node and "1 call". */
    public record Tool(RunState state, String note) {}

    public static final NodeStatus IDLE = of(RunState.IDLE);

    public NodeStatus {
        figures = List.copyOf(figures);
        tools = Map.copyOf(tools);
    }

    public static NodeStatus of(RunState state) {
        return new NodeStatus(state, "", Map.of(), "", List.of(), Map.of(), false);
    }

    /** The state to show: an outcome that may no longer hold is stale. */
    public RunState shown() {
        return switch (state) {
            case OK, ERROR, SKIPPED -> stale ? RunState.STALE : state;
            default -> state;
        };
    }

    public NodeStatus withStale(boolean now) {
        return new NodeStatus(state, step, values, text, figures, tools, now);
    }

    public NodeStatus withState(RunState now) {
        return new NodeStatus(now, step, values, text, figures, tools, stale);
    }

    public NodeStatus withStep(String now) {
        return new NodeStatus(state, now, values, text, figures, tools, stale);
    }

    /** The final outputs; text that came in before gives way to them. */
    public NodeStatus withValues(Map<String, String> now) {
        return new NodeStatus(state, step, now, "", figures, tools, stale);
    }

    public NodeStatus withText(String now) {
        return new NodeStatus(state, step, values, now, figures, tools, stale);
    }

    public NodeStatus withFigures(List<String> now) {
        return new NodeStatus(state, step, values, text, now, tools, stale);
    }

    public NodeStatus withTool(String name, Tool tool) {
        var all = new java.util.HashMap<>(tools);
        all.put(name, tool);
        return new NodeStatus(state, step, values, text, figures, all, stale);
    }
}
