package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.canvas.NodeStatus.Tool;
import dev.dspex.app.feed.OpenCalls;
import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.Names;
import dev.dspex.program.Parts;
import dev.dspex.program.Words;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a run on the canvas: which node is at work, what it says, what it took; within inner
 * programs too, as the canvas may show one at any time. Nodes are named by their paths.
 */
public final class RunOnCanvas extends RunFeed {
    private final CanvasModel model;
    private final OpenCalls open = new OpenCalls();
    private final Map<String, String> nodeOfCall = new HashMap<>();
    private final Map<String, List<String>> nodesOfLm = new HashMap<>();
    private final Map<String, RunEvent.ToolStarted> toolCalls = new HashMap<>();
    private final Map<String, NodeTotals> totals = new HashMap<>();
    private final Map<String, JsonNode> inputs = new HashMap<>();

    private final Freshness freshness = new Freshness();
    private @Nullable RunPart part;
    private boolean keep;

    public RunOnCanvas(CanvasModel model) {
        this.model = model;
        model.onRebuilt(this::freshen);
    }

    /** The next run that is shown leaves nodes that are no part of it as they are. */
    public void keepNext() {
        keep = true;
    }

    @Override
    protected void reset() {
        open.clear();
        nodeOfCall.clear();
        nodesOfLm.clear();
        toolCalls.clear();
        totals.clear();
        inputs.clear();
        part = null;
        freshness.nextRun();
        if (!keep) forget();
    }

    private void forget() {
        freshness.clear();
        model.clearStatus();
    }

    @Override
    protected void on(Stamped stamped) {
        for (var lost : open.lostBy(stamped)) lost(lost);
        switch (stamped.event()) {
            case RunEvent.RunQueued queued -> queued(queued);
            case RunEvent.RunStarted _ -> runStarted();
            case RunEvent.CallStarted call -> started(call);
            case RunEvent.CallEnded call -> ended(call);
            case RunEvent.LmStarted lm -> nodesOfLm.put(lm.id(), owners(lm.node()));
            case RunEvent.LmEnded lm -> lmEnded(lm);
            case RunEvent.Token token -> token(token);
            case RunEvent.ToolStarted tool -> toolStarted(tool);
            case RunEvent.ToolEnded tool -> toolEnded(tool);
            case RunEvent.NodeSkipped skipped -> skipped(skipped);
            case RunEvent.RunFinished end -> finished(end);
            default -> {}
        }
    }

    private void queued(RunEvent.RunQueued queued) {
        var asked = RunPart.of(queued.request(), model.whole());
        if (keep && asked.whole()) forget();
        keep = false;
        part = asked;
    }

    private RunPart part() {
        var known = part;
        if (known == null) part = known = RunPart.whole(model.whole());
        return known;
    }

    private void runStarted() {
        for (var path : part().paths()) {
            var pinned = part().pinned(path);
            if (pinned.isEmpty()) model.update(path, _ -> NodeStatus.of(RunState.WAITING));
            else {
                model.update(path, _ -> NodeStatus.of(RunState.OK).withValues(values(pinned)));
                freshness.ran(path, part().program());
            }
        }
    }

    private void started(RunEvent.CallStarted call) {
        var path = call.node();
        if (!owner(path).equals(path)) return; // a part of a node, such as ReAct's own predictors
        end(path, Names.INPUT, RunState.OK);
        if (!part().has(path)) return; // the program, or one of which only a part runs
        nodeOfCall.put(call.id(), path);
        inputs.put(path, call.inputs());
        var sum = of(path);
        sum.active++;
        sum.text.setLength(0);
        sum.field = "";
        freshness.ran(path, part().program());
        model.update(path, s -> s.withState(RunState.RUNNING).withText("").withStale(false));
    }

    /** One of the two ends of a program, the whole one for the empty path. */
    private void end(String program, String which, RunState state) {
        var path = program.isEmpty() ? which : program + "." + which;
        if (!part().has(path)) return;
        model.update(path, s -> s.withState(state).withStale(false));
        if (which.equals(Names.OUTPUT)) freshness.ran(path, part().program());
    }

    private void ended(RunEvent.CallEnded call) {
        var path = nodeOfCall.remove(call.id());
        if (path == null) return;
        var sum = of(path);
        sum.active = Math.max(0, sum.active - 1);
        sum.done++;
        sum.seconds += call.seconds();
        var state =
                call.error() != null
                        ? RunState.ERROR
                        : sum.active > 0 ? RunState.RUNNING : RunState.OK;
        var values =
                call.error() == null
                        ? values(call.outputs())
                        : Map.of(text("canvas.run.error"), Words.told(call.error().message()));
        if (call.error() == null) end(path, Names.OUTPUT, RunState.OK);
        model.update(
                path,
                s -> s.withState(state).withStep("").withValues(values).withFigures(sum.figures()));
    }

    /** The worker of this call is gone; another one takes the work over. */
    private void lost(String call) {
        nodesOfLm.remove(call);
        toolCalls.remove(call);
        var path = nodeOfCall.remove(call);
        if (path == null) return;
        var sum = of(path);
        sum.active = Math.max(0, sum.active - 1);
        if (sum.active == 0) model.update(path, s -> s.withState(RunState.WAITING).withStep(""));
    }

    private void lmEnded(RunEvent.LmEnded lm) {
        for (var path : nodesOfLm.getOrDefault(lm.id(), List.of())) {
            var sum = of(path);
            sum.writes.ended(lm.id());
            sum.tokens += lm.promptTokens() + lm.completionTokens();
            if (lm.usd() == null) sum.priced = false;
            else sum.usd += lm.usd();
            model.update(path, s -> s.withFigures(sum.figures()));
        }
        nodesOfLm.remove(lm.id());
    }

    private void token(RunEvent.Token token) {
        for (var path : owners(token.node())) {
            var sum = of(path);
            if (sum.active > 1) continue; // several rows at a time would be mixed up
            boolean another = !sum.writes.follows(token.id());
            if (!sum.writes.takes(token)) continue;
            if (another) sum.text.setLength(0);
            if (!sum.field.equals(String.valueOf(token.field()))) {
                sum.field = String.valueOf(token.field());
                sum.text.setLength(0);
            }
            sum.text.append(token.text());
            if (!sum.text.isEmpty()) model.update(path, s -> s.withText(sum.text.toString()));
        }
    }

    private void toolStarted(RunEvent.ToolStarted tool) {
        toolCalls.put(tool.id(), tool);
        var path = owner(tool.node());
        var sum = of(path);
        sum.toolSteps++;
        var step = text("canvas.run.step", sum.toolSteps);
        model.update(
                path,
                s ->
                        s.withStep(sum.active > 1 ? "" : step)
                                .withTool(tool.name(), new Tool(RunState.RUNNING, "")));
    }

    private void toolEnded(RunEvent.ToolEnded ended) {
        var tool = toolCalls.remove(ended.id());
        if (tool == null) return;
        var state = ended.error() == null ? RunState.OK : RunState.ERROR;
        model.update(
                owner(tool.node()),
                s -> s.withTool(tool.name(), new Tool(state, Figures.seconds(ended.seconds()))));
    }

    /** Of several rows, those in which the node ran say more. */
    private void skipped(RunEvent.NodeSkipped skipped) {
        var path = skipped.node();
        var sum = of(path);
        sum.skipped++;
        if (sum.active == 0 && sum.done == 0) {
            var why = Skips.why(part().program(), path, skipped.absent(), inputs);
            freshness.ran(path, part().program());
            model.update(path, s -> s.withState(RunState.SKIPPED).withText(why));
        } else if (sum.done > 0) model.update(path, s -> s.withFigures(sum.figures()));
    }

    /** A node that never had its turn is as if nothing had been run, unless the run was stopped. */
    private void finished(RunEvent.RunFinished end) {
        var rest =
                switch (end.status()) {
                    case STOPPED_CAP, STOPPED_PERSON -> RunState.PAUSED;
                    default -> RunState.IDLE;
                };
        var done = end.status() == RunStatus.FINISHED;
        end("", Names.INPUT, done ? RunState.OK : rest);
        end("", Names.OUTPUT, done ? RunState.OK : rest);
        for (var path : part().paths()) {
            var state = model.statusAt(path).state();
            if (state == RunState.WAITING || state == RunState.RUNNING)
                model.update(path, s -> s.withState(rest).withStep(""));
        }
        freshen();
    }

    private void freshen() {
        var stale = freshness.stale(model.whole());
        for (var path : freshness.paths())
            model.update(path, s -> s.withStale(stale.contains(path)));
    }

    private NodeTotals of(String id) {
        return totals.computeIfAbsent(id, _ -> new NodeTotals());
    }

    private static Map<String, String> values(JsonNode outputs) {
        var values = new LinkedHashMap<String, JsonNode>();
        outputs.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values(values);
    }

    private static Map<String, String> values(Map<String, JsonNode> outputs) {
        var values = new LinkedHashMap<String, String>();
        outputs.forEach(
                (name, value) -> {
                    if (!name.equals("reasoning") && !name.equals("trajectory"))
                        values.put(name, value.isString() ? value.asString() : value.toString());
                });
        return values;
    }

    /** {@code investigate} for its part {@code investigate.react}. */
    private String owner(String place) {
        return Parts.owner(part().program(), place);
    }

    /** The node that something belongs to, and those around it, as far as they take part. */
    private List<String> owners(String place) {
        var found = new ArrayList<String>();
        var path = owner(place);
        while (!path.isEmpty()) {
            if (part().has(path)) found.add(path);
            path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
        }
        return found;
    }
}
