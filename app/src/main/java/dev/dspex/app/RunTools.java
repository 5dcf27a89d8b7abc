package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.EvaluationView;
import dev.dspex.app.run.InputsModel;
import dev.dspex.app.run.Judging;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.run.RunView;
import dev.dspex.app.shell.DockArea;
import dev.dspex.app.shell.View;
import dev.dspex.app.stream.StreamsView;
import dev.dspex.app.trace.TraceView;
import dev.dspex.app.trend.LiveView;
import dev.dspex.app.trend.TrendView;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tools of an open project that show runs: run, streams, trace, evaluation. */
final class RunTools {
    static final String RUN = "run";
    static final String STREAMS = "streams";
    static final String TRACE = "trace";
    static final String PACE = "pace";
    static final String TREND = "trend";
    static final String EVALUATION = "evaluation";

    private final ProjectRuns runs;
    private final OpenProject project;
    private final RunActions actions;
    private final Judging judging;
    private final InputsModel inputs = new InputsModel();
    private final Set<String> secret;
    private final DockArea docks;
    private @Nullable RunView view;
    private @Nullable TraceView trace;

    RunTools(
            OpenProject project,
            ProjectRuns runs,
            RunActions actions,
            Judging judging,
            DockArea docks,
            Map<String, String> lastInputs) {
        this.runs = runs;
        this.project = project;
        this.actions = actions;
        this.judging = judging;
        this.docks = docks;
        secret = Set.copyOf(project.file().secretInputs());
        project.mainProgram().ifPresent(p -> inputs.setFields(p.inputs(), secret));
        inputs.restore(lastInputs);
        runs.streams.watch(this::badges);
        runs.evaluation.watch(this::badges);
    }

    List<View> views() {
        return List.of(
                View.tool(RUN, text("workbench.view.run"), "play-circle-outline", this::runView),
                View.tool(
                        STREAMS,
                        text("workbench.view.streams"),
                        "waveform",
                        () -> new StreamsView(runs.streams, this::title)),
                View.tool(
                        TRACE, text("workbench.view.trace"), "file-tree-outline", this::traceView),
                View.tool(
                        PACE,
                        text("workbench.view.pace"),
                        "speedometer",
                        () -> new LiveView(runs.pace)),
                View.tool(
                        TREND,
                        text("workbench.view.trend"),
                        "trending-up",
                        () -> new TrendView(runs.trend)),
                View.tool(
                        EVALUATION,
                        text("workbench.view.evaluation"),
                        "check-decagram-outline",
                        () -> new EvaluationView(runs.evaluation, judging, this::openTrace)));
    }

    /** What stands in the form, without secret inputs. */
    Map<String, String> lastInputs() {
        return inputs.remember();
    }

    /** Runs with what stands in the form, or says there what is missing. */
    void start() {
        runView().start();
    }

    /** What stands in the form; empty where something is wrong, which the form then says. */
    Optional<ObjectNode> values() {
        return runView().values();
    }

    /** What stands in the form, to be shown and edited elsewhere too. */
    InputsModel inputs() {
        return inputs;
    }

    /** They were edited elsewhere: the form follows. */
    void inputsTyped() {
        if (view != null) view.inputsChanged();
    }

    /** The inputs of the program were edited: the form follows. */
    void inputsEdited(Program edited) {
        if (edited.inputs().equals(inputs.fields())) return;
        inputs.setFields(edited.inputs(), secret);
        if (view != null) view.inputsChanged();
    }

    /** Fills the form from a row while nobody has typed into it. */
    void offer(JsonNode row) {
        if (!inputs.isUntouched()) return;
        inputs.fill(row);
        if (view != null) view.inputsChanged();
    }

    private RunView runView() {
        var made = view;
        if (made == null) {
            made = new RunView(runs.run, inputs, runs.history, actions, InstantSource.system());
            view = made;
        }
        return made;
    }

    private TraceView traceView() {
        var made = trace;
        if (made == null) {
            made = new TraceView(runs.trace);
            trace = made;
        }
        return made;
    }

    private void openTrace(EvaluationModel.Row row) {
        docks.select(TRACE);
        if (row.call() != null) traceView().open(row.id(), row.call());
    }

    /**
     * Shows a call in the trace.
     *
     * @param row the data row that it was made for, empty for none
     */
    void openCall(String row, String call) {
        docks.select(TRACE);
        traceView().open(row, call);
    }

    private void badges() {
        var live = runs.streams.live();
        docks.setBadge(STREAMS, live == 0 ? "" : text("workbench.live", live));
        var total = runs.evaluation.total();
        var going =
                total > 0 && runs.evaluation.done() < total && !runs.evaluation.status().ended();
        docks.setBadge(
                EVALUATION, going ? Figures.percent((double) runs.evaluation.done() / total) : "");
    }

    /** The name that people gave a node. */
    private String title(String path) {
        var id = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        return project.mainProgram()
                .flatMap(p -> p.node(id))
                .map(node -> node.title())
                .orElse(path);
    }
}
