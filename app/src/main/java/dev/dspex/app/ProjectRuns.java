package dev.dspex.app;

import dev.dspex.app.agent.AgentRunModel;
import dev.dspex.app.canvas.CanvasModel;
import dev.dspex.app.canvas.RunOnCanvas;
import dev.dspex.app.feed.RunFollower;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Batch;
import dev.dspex.app.lab.LabModel;
import dev.dspex.app.optimize.StudyModel;
import dev.dspex.app.pattern.PatternModel;
import dev.dspex.app.run.EvaluationModel;
import dev.dspex.app.run.HistoryModel;
import dev.dspex.app.run.RunModel;
import dev.dspex.app.session.LiveSessionModel;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.stream.StreamsModel;
import dev.dspex.app.trace.TraceModel;
import dev.dspex.app.trend.LiveModel;
import dev.dspex.app.trend.TrendModel;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;
import dev.dspex.program.Words;
import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.Runs;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The runs of one open project: starts and stops them, and feeds every view that shows one. JavaFX
 * thread only.
 */
final class ProjectRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectRuns.class);

    private static final String OPTIMIZE = "optimize";
    private static final String STREAM = "stream";
    private static final String SESSION = "session";
    private static final String AGENTS = "agents";

    final RunModel run = new RunModel();
    final StreamsModel streams = new StreamsModel();
    final TraceModel trace = new TraceModel();
    final PatternModel patterns = new PatternModel();
    final EvaluationModel evaluation = new EvaluationModel();
    final StudyModel study = new StudyModel();
    final LabModel lab = new LabModel();
    final LiveSessionModel session = new LiveSessionModel();
    final AgentRunModel agents = new AgentRunModel();
    final LiveModel pace = new LiveModel();
    final TrendModel trend = new TrendModel();
    final HistoryModel history = new HistoryModel();

    private final RunStore store;
    private final boolean personal;
    private final String toShow;
    private final Runs runs;
    private final Runs.Subscription subscription;
    private final Background background;
    private final SessionModel status;
    private final Engine engine;
    private final Map<String, RunHandle> active = new ConcurrentHashMap<>();
    private final Set<String> started = new HashSet<>();
    private final RunFollower shown;
    private @Nullable RunOnCanvas canvas;
    private @Nullable RunFollower onCanvas;
    private long tokens;
    private @Nullable Double usd = 0.0;

    ProjectRuns(
            OpenProject project,
            StoredRuns stored,
            Engine engine,
            Background background,
            SessionModel session) {
        this.engine = engine;
        this.background = background;
        status = session;
        store = stored.store();
        personal = stored.opened().personal();
        toShow = stored.toShow();
        runs = new Runs(engine.pool(), store, engine.secrets());
        shown = new RunFollower(this::stored, background, this::show);
        var batch = new Batch<Stamped>(background.fx(), this::accept);
        subscription = runs.subscribe(batch::addAll);
        var found = stored.runs();
        history.setRuns(found.stream().map(ProjectRuns::item).toList());
        trend.setProgram(project.main());
        trend.setRuns(
                found.stream().flatMap(ProjectRuns::scored).toList(),
                found.isEmpty() ? 0 : found.getLast().number());
    }

    /** Shows the run that came with the project, where it is opened for the first time. */
    void showRecorded() {
        if (!toShow.isEmpty()) open(toShow);
    }

    Runs service() {
        return runs;
    }

    RunStore store() {
        return store;
    }

    /** Whether runs are kept with the person, because the project cannot be written. */
    boolean personal() {
        return personal;
    }

    boolean isRunning() {
        return !active.isEmpty();
    }

    /** The canvas on which runs of the main program are shown. */
    void showOn(CanvasModel model) {
        var made = new RunOnCanvas(model);
        canvas = made;
        onCanvas = new RunFollower(this::stored, background, made::accept);
        turnCanvas(run.run());
    }

    /** Id of the run on the canvas, empty for none. */
    String onCanvas() {
        return canvas == null ? "" : canvas.run();
    }

    /** Starts a run and shows it. */
    RunHandle start(RunRequest request) {
        return begin(runs.submit(request), request);
    }

    /** Goes on with a stored run and shows it; it is refused where it would not be the same. */
    RunHandle resume(String id, RunRequest request) {
        return begin(runs.resume(id, request), request);
    }

    /** Starts a run that begins with what another one was answered. */
    RunHandle branch(String from, RunRequest request) {
        return begin(runs.branch(from, request), request);
    }

    private RunHandle begin(RunHandle handle, RunRequest request) {
        if (canvas != null && request instanceof RunRequest.Once once && once.isPart())
            canvas.keepNext();
        follow(handle.id(), request.kind());
        started.add(handle.id());
        active.put(handle.id(), handle);
        status.runningProperty().set(true);
        background
                .fx()
                .deliver(
                        handle.result(),
                        result ->
                                ended(
                                        handle,
                                        result.error() == null
                                                ? null
                                                : Words.told(result.error().message())),
                        error -> ended(handle, String.valueOf(error.getMessage())));
        return handle;
    }

    /** A run that goes on, by its id. */
    Optional<RunHandle> running(String id) {
        return Optional.ofNullable(active.get(id));
    }

    void stop() {
        active.values().forEach(RunHandle::cancel);
    }

    /** Shows a stored or running run from its beginning. */
    void open(String id) {
        follow(id, kind(id));
    }

    /** Events of a run that are stored. Any thread. */
    List<Stamped> stored(String id, long fromSeq) {
        try (var events = store.events(id, fromSeq, Set.of())) {
            return events.toList();
        }
    }

    /** All views turn to this run. */
    private void follow(String id, String kind) {
        run.show(id);
        streams.show(id);
        trace.show(id);
        patterns.show(id);
        evaluation.show(id);
        pace.show(id);
        if (kind.equals(OPTIMIZE)) study.show(id);
        if (kind.equals(STREAM)) lab.show(id);
        if (kind.equals(SESSION)) session.show(id);
        if (kind.equals(AGENTS)) agents.show(id);
        turnCanvas(id);
        shown.follow(id);
    }

    private void turnCanvas(String id) {
        if (canvas == null || onCanvas == null || id.isEmpty()) return;
        canvas.show(id);
        onCanvas.follow(id);
    }

    private void accept(List<Stamped> batch) {
        shown.accept(batch);
        if (onCanvas != null) onCanvas.accept(batch);
        history.accept(batch);
        trend.accept(batch);
        for (var stamped : batch) count(stamped);
    }

    /** To the views of the run that is shown. */
    private void show(List<Stamped> batch) {
        run.accept(batch);
        streams.accept(batch);
        trace.accept(batch);
        patterns.accept(batch);
        evaluation.accept(batch);
        pace.accept(batch);
        study.accept(batch);
        lab.accept(batch);
        session.accept(batch);
        agents.accept(batch);
    }

    private void count(Stamped stamped) {
        if (!started.contains(stamped.run())) return;
        switch (stamped.event()) {
            case RunEvent.LmEnded lm when lm.error() == null && !lm.cached() -> {
                tokens += lm.promptTokens() + lm.completionTokens();
                if (lm.usd() == null) usd = null;
                else if (usd != null) usd += lm.usd();
                status.usageProperty().set(new SessionModel.Usage(tokens, usd));
            }
            case RunEvent.JobStarted _, RunEvent.JobEnded _ -> engine.recount();
            default -> {}
        }
    }

    private void ended(RunHandle handle, @Nullable String error) {
        active.remove(handle.id());
        status.runningProperty().set(!active.isEmpty());
        if (error != null) LOG.info("run {} ended: {}", handle.id(), error);
        engine.recount();
    }

    /** run, evaluate or optimize; empty for a run that is not there. */
    String kind(String id) {
        return store.run(id).map(RunSummary::kind).orElse("");
    }

    private static Stream<TrendModel.Scored> scored(RunSummary s) {
        var score = s.score();
        var ended = s.ended();
        if (score == null || ended == null) return Stream.empty();
        var split = s.request().path("split").asString("");
        return Stream.of(
                new TrendModel.Scored(
                        s.id(), s.number(), s.kind(), s.program(), split, score, ended));
    }

    private static HistoryModel.Item item(RunSummary s) {
        var started = s.started() == null ? s.queued() : s.started();
        var ended = s.ended();
        return new HistoryModel.Item(
                s.id(),
                s.number(),
                s.kind(),
                s.program(),
                s.status(),
                s.score(),
                started,
                ended == null ? null : (ended - started) / 1000);
    }

    /** Stops what runs and waits for it: not on the JavaFX thread when something runs. */
    @Override
    public void close() {
        runs.close();
        subscription.close();
        store.close();
    }
}
