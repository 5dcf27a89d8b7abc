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

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows a run on the canvas: which node is at work, what it says, what it took. */
public final class RunOnCanvas extends RunFeed {
    private final CanvasModel model;
    private final OpenCalls open = new OpenCalls();
    private final Map<String, String> nodeOfCall = new HashMap<>();
    private final Map<String, String> nodeOfLm = new HashMap<>();
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
        nodeOfLm.clear();
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
            case RunEvent.LmStarted lm -> nodeOfLm.put(lm.id(), top(lm.node()));
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
        var asked = RunPart.of(queued.request(), model.program());
        if (keep && asked.whole()) forget();
        keep = false;
        part = asked;
    }

    private RunPart part() {
        var known = part;
        if (known == null) part = known = RunPart.whole(model.program());
        return known;
    }

    private void runStarted() {
        for (var box : model.boxes()) {
            var id = box.id();
            if (!part().has(id)) continue;
            var pinned = part().pinned(id);
            if (pinned.isEmpty()) model.update(id, _ -> NodeStatus.of(RunState.WAITING));
            else {
                model.update(id, _ -> NodeStatus.of(RunState.OK).withValues(values(pinned)));
                freshness.ran(id, part().program());
            }
        }
    }

    private void started(RunEvent.CallStarted call) {
        var id = top(call.node());
        if (id.isEmpty()) {
            if (part().has(Names.INPUT)) model.setState(Names.INPUT, RunState.OK);
            return;
        }
        if (!id.equals(call.node())) return; // a part of the node, such as ReAct's own predictors
        nodeOfCall.put(call.id(), id);
        inputs.put(id, call.inputs());
        var sum = of(id);
        sum.active++;
        sum.text.setLength(0);
        sum.field = "";
        freshness.ran(id, part().program());
        model.update(id, s -> s.withState(RunState.RUNNING).withText("").withStale(false));
    }

    private void ended(RunEvent.CallEnded call) {
        var id = nodeOfCall.remove(call.id());
        if (id == null) return;
        var sum = of(id);
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
                        : Map.of(text("canvas.run.error"), call.error().message());
        model.update(
                id,
                s -> s.withState(state).withStep("").withValues(values).withFigures(sum.figures()));
    }

    /** The worker of this call is gone; another one takes the work over. */
    private void lost(String call) {
        nodeOfLm.remove(call);
        toolCalls.remove(call);
        var id = nodeOfCall.remove(call);
        if (id == null) return;
        var sum = of(id);
        sum.active = Math.max(0, sum.active - 1);
        if (sum.active == 0) model.update(id, s -> s.withState(RunState.WAITING).withStep(""));
    }

    private void lmEnded(RunEvent.LmEnded lm) {
        var id = nodeOfLm.remove(lm.id());
        if (id == null || id.isEmpty()) return;
        var sum = of(id);
        sum.tokens += lm.promptTokens() + lm.completionTokens();
        if (lm.usd() == null) sum.priced = false;
        else sum.usd += lm.usd();
        model.update(id, s -> s.withFigures(sum.figures()));
    }

    private void token(RunEvent.Token token) {
        var id = top(token.node());
        var sum = of(id);
        if (sum.active > 1) return; // several rows at a time would be mixed up
        if (!sum.field.equals(String.valueOf(token.field()))) {
            sum.field = String.valueOf(token.field());
            sum.text.setLength(0);
        }
        sum.text.append(token.text());
        if (!sum.text.isEmpty()) model.update(id, s -> s.withText(sum.text.toString()));
    }

    private void toolStarted(RunEvent.ToolStarted tool) {
        toolCalls.put(tool.id(), tool);
        var id = top(tool.node());
        var sum = of(id);
        sum.toolSteps++;
        var step = text("canvas.run.step", sum.toolSteps);
        model.update(
                id,
                s ->
                        s.withStep(sum.active > 1 ? "" : step)
                                .withTool(tool.name(), new Tool(RunState.RUNNING, "")));
    }

    private void toolEnded(RunEvent.ToolEnded ended) {
        var tool = toolCalls.remove(ended.id());
        if (tool == null) return;
        var state = ended.error() == null ? RunState.OK : RunState.ERROR;
        model.update(
                top(tool.node()),
                s -> s.withTool(tool.name(), new Tool(state, Figures.seconds(ended.seconds()))));
    }

    /** Of several rows, those in which the node ran say more. */
    private void skipped(RunEvent.NodeSkipped skipped) {
        var id = skipped.node();
        var sum = of(id);
        sum.skipped++;
        if (sum.active == 0 && sum.done == 0) {
            var why = Skips.why(model.program(), id, skipped.absent(), inputs);
            freshness.ran(id, part().program());
            model.update(id, s -> s.withState(RunState.SKIPPED).withText(why));
        } else if (sum.done > 0) model.update(id, s -> s.withFigures(sum.figures()));
    }

    /** A node that never had its turn is as if nothing had been run, unless the run was stopped. */
    private void finished(RunEvent.RunFinished end) {
        var rest =
                switch (end.status()) {
                    case STOPPED_CAP, STOPPED_PERSON -> RunState.PAUSED;
                    default -> RunState.IDLE;
                };
        for (var box : model.boxes()) {
            if (!part().has(box.id())) continue;
            var state = model.status(box.id()).state();
            if (!box.step()) {
                model.setState(box.id(), end.status() == RunStatus.FINISHED ? RunState.OK : rest);
            } else if (state == RunState.WAITING || state == RunState.RUNNING) {
                model.update(box.id(), s -> s.withState(rest).withStep(""));
            }
        }
        if (part().has(Names.OUTPUT)) freshness.ran(Names.OUTPUT, part().program());
        freshen();
    }

    private void freshen() {
        var stale = freshness.stale(model.program());
        for (var box : model.boxes()) {
            var id = box.id();
            model.update(id, s -> s.withStale(stale.contains(id)));
        }
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

    /**
     * {@code investigate.react} is a part of {@code investigate}; the program itself has no path.
     */
    private static String top(String path) {
        var dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
