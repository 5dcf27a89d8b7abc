package dev.dspex.app.trace;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.OpenCalls;
import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.trace.TraceNode.Kind;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls of one run as a tree. A call whose parent was never announced stands at the top. */
public final class TraceModel extends RunFeed {
    private final Map<String, TraceNode> nodes = new HashMap<>();
    private final List<TraceNode> roots = new ArrayList<>();
    private final Set<String> rows = new LinkedHashSet<>();
    private final OpenCalls open = new OpenCalls();

    @Override
    protected void reset() {
        nodes.clear();
        roots.clear();
        rows.clear();
        open.clear();
    }

    @Override
    protected void on(Stamped stamped) {
        double wall = stamped.wall();
        for (var lost : open.lostBy(stamped)) pause(nodes.get(lost));
        switch (stamped.event()) {
            case RunEvent.CallStarted e ->
                    add(
                            e.id(),
                            e.parent(),
                            kind(e.call()),
                            e.name(),
                            e.node(),
                            e.module(),
                            e.row(),
                            wall,
                            e.inputs(),
                            List.of());
            case RunEvent.LmStarted e ->
                    add(
                            e.id(),
                            e.parent(),
                            Kind.LM,
                            e.model(),
                            e.node(),
                            e.role() + ", " + e.alias(),
                            e.row(),
                            wall,
                            e.config(),
                            e.messages());
            case RunEvent.ToolStarted e ->
                    add(
                            e.id(),
                            e.parent(),
                            Kind.TOOL,
                            e.name(),
                            e.node(),
                            "",
                            e.row(),
                            wall,
                            e.args(),
                            List.of());
            case RunEvent.NodeSkipped e -> skipped(stamped, e);
            case RunEvent.PatternStep e -> step(stamped, e);
            case RunEvent.CallEnded e ->
                    end(nodes.get(e.id()), e.outputs(), e.error(), e.seconds());
            case RunEvent.ToolEnded e -> end(nodes.get(e.id()), e.result(), e.error(), e.seconds());
            case RunEvent.LmEnded e -> end(nodes.get(e.id()), e);
            case RunEvent.Metric e when e.row() != null -> rows.add(e.row());
            case RunEvent.RunFinished _ -> nodes.values().forEach(TraceModel::pause);
            default -> {}
        }
    }

    /** It will not go on: its run has ended, or its worker was lost. */
    private static void pause(@Nullable TraceNode node) {
        if (node != null && node.state == RunState.RUNNING) node.state = RunState.PAUSED;
    }

    private static Kind kind(String call) {
        return switch (call) {
            case "evaluate" -> Kind.EVALUATE;
            case "compile" -> Kind.COMPILE;
            default -> Kind.MODULE;
        };
    }

    private void add(
            String id,
            @Nullable String parentId,
            Kind kind,
            String name,
            String node,
            String detail,
            @Nullable String row,
            double wall,
            JsonNode given,
            List<RunEvent.Message> messages) {
        var parent = parentId == null ? null : nodes.get(parentId);
        var made = new TraceNode(id, parent, kind, name, node, detail, row, wall, given, messages);
        nodes.put(id, made);
        (parent == null ? roots : parent.children).add(made);
        if (row != null) rows.add(row);
    }

    /** It stands below the step that it goes on from, the first ones below the pattern. */
    private void step(Stamped stamped, RunEvent.PatternStep e) {
        var parent = e.parent() == null ? e.call() : stepId(e.call(), e.parent());
        var id = stepId(e.call(), e.step());
        if (!nodes.containsKey(id))
            add(
                    id,
                    parent,
                    Kind.STEP,
                    e.text().isBlank() ? text("trace.step.attempt") : e.text(),
                    e.node(),
                    "",
                    e.row(),
                    stamped.wall(),
                    JsonNodeFactory.instance.nullNode(),
                    List.of());
        var node = nodes.get(id);
        if (node == null) return;
        node.gave = Steps.outcome(e);
        node.detail = Steps.words(e);
        node.state = Steps.state(e.state());
    }

    private static String stepId(@Nullable String call, int step) {
        return call + "/step-" + step;
    }

    /** It stands among the calls of its program, with the reason where others have their class. */
    private void skipped(Stamped stamped, RunEvent.NodeSkipped e) {
        var id = "skipped-" + stamped.seq();
        add(
                id,
                e.parent(),
                Kind.SKIPPED,
                e.node().substring(e.node().lastIndexOf('.') + 1),
                e.node(),
                text("trace.skipped", e.absent()),
                e.row(),
                stamped.wall(),
                JsonNodeFactory.instance.nullNode(),
                List.of());
        var made = nodes.get(id);
        if (made != null) made.state = RunState.SKIPPED;
    }

    private static void end(
            @Nullable TraceNode node,
            JsonNode gave,
            dev.dspex.event.@Nullable RunError error,
            double seconds) {
        if (node == null) return;
        node.gave = gave;
        node.end(error, seconds);
    }

    private void end(@Nullable TraceNode node, RunEvent.LmEnded e) {
        if (node == null) return;
        node.answers = e.outputs();
        node.attempts = e.attempts();
        node.cached = e.cached();
        node.firstToken = e.firstToken() == null ? -1 : e.firstToken();
        node.use(e.promptTokens(), e.completionTokens(), e.usd());
        node.end(e.error(), e.seconds());
    }

    public List<TraceNode> roots() {
        return Collections.unmodifiableList(roots);
    }

    public @Nullable TraceNode node(String id) {
        return nodes.get(id);
    }

    public int size() {
        return nodes.size();
    }

    /** Ids of the data rows that calls were made for, in the order they came. */
    public List<String> rows() {
        return List.copyOf(rows);
    }

    /**
     * The calls to show: those that match with all above them. An empty filter and row mean all.
     *
     * @param row only calls for this data row
     */
    public Set<TraceNode> shown(String filter, String row) {
        var wanted = filter.strip().toLowerCase(java.util.Locale.ROOT);
        var shown = Collections.<TraceNode>newSetFromMap(new java.util.IdentityHashMap<>());
        for (var node : nodes.values()) {
            if (!row.isEmpty() && !row.equals(node.row)) continue;
            if (!wanted.isEmpty() && !node.matches(wanted)) continue;
            for (TraceNode at = node; at != null && shown.add(at); at = at.parent) {}
        }
        return shown;
    }
}
