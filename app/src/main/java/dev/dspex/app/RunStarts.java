package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.optimize.Forecaster;
import dev.dspex.app.optimize.OptimizeFormModel;
import dev.dspex.event.RunEvent;
import dev.dspex.optimize.Forecast;
import dev.dspex.orchestration.Arm;
import dev.dspex.orchestration.SessionDraft;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.project.MetricText;
import dev.dspex.project.Project;
import dev.dspex.run.Forecasts;
import dev.dspex.run.Limits;
import dev.dspex.run.Queries;
import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.SessionArm;
import dev.dspex.run.Setup;
import dev.dspex.run.Tuning;
import dev.dspex.stream.StreamPlan;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts the runs of an open project: single ones, evaluations, studies. JavaFX thread only. */
final class RunStarts {
    private static final Logger LOG = LoggerFactory.getLogger(RunStarts.class);
    private static final int THREADS = 4;
    private static final int PROCESSES = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final String VALIDATION = "validation";
    private static final String TEST = "test";

    /**
     * Where what was started is shown.
     *
     * @param form the form of a study, with what it starts
     */
    record Shows(Runnable evaluation, StudyForm form, Runnable study, Consumer<Notice> notices) {}

    /** Shows the form that starts a study. */
    @FunctionalInterface
    interface StudyForm {
        void show(
                OptimizeFormModel.Setting setting,
                Consumer<OptimizeFormModel.Start> start,
                Forecaster forecaster);
    }

    private final OpenProject project;
    private final Setups setups;
    private final Trusting trusting;
    private final ProjectData data;
    private final ProjectRuns runs;
    private final Forecasts forecasts;
    private final Background background;
    private final Supplier<String> lm;
    private final Shows shows;

    /**
     * @param lm alias of the LM that is chosen
     */
    RunStarts(
            OpenProject project,
            Setups setups,
            Trusting trusting,
            ProjectData data,
            ProjectRuns runs,
            Forecasts forecasts,
            Background background,
            Supplier<String> lm,
            Shows shows) {
        this.project = project;
        this.setups = setups;
        this.trusting = trusting;
        this.data = data;
        this.runs = runs;
        this.forecasts = forecasts;
        this.background = background;
        this.lm = lm;
        this.shows = shows;
    }

    /** What a run or a question to a worker needs, with the LM that is chosen. */
    Setup setup() throws Setups.NotReady {
        return setup(List.of());
    }

    /**
     * What one module by itself needs.
     *
     * @param name of the program that it is in
     * @param path ids of the nodes that lead there within the program
     */
    Setup setupAlone(String name, List<String> path, Program alone) throws Setups.NotReady {
        return setups.alone(name, path, alone, lm.get(), trusting.trusted());
    }

    /**
     * Runs one module by itself; where it cannot be, the person is told.
     *
     * @param name of the program that it is in
     * @param path ids of the nodes that lead there within the program
     * @param started told the run
     */
    void runAlone(
            String name,
            List<String> path,
            Program alone,
            String adapter,
            ObjectNode values,
            Consumer<RunHandle> started) {
        trusting.before(
                alone.ownCode(),
                text("workbench.trust.try"),
                () -> {
                    try {
                        var node = alone.nodes().getFirst().id();
                        var setup = setupAlone(name, path, alone).withAdapter(adapter);
                        var part = new RunRequest.Part.Only(node);
                        started.accept(runs.start(new RunRequest.Once(setup, values, true, part)));
                    } catch (Setups.NotReady e) {
                        failed(e);
                    }
                });
    }

    /**
     * @param otherLms aliases of LMs that are needed besides
     */
    Setup setup(Collection<String> otherLms) throws Setups.NotReady {
        return setups.make(lm.get(), otherLms, trusting.trusted());
    }

    /** Starts the main program or a part of it. */
    void once(ObjectNode values, RunRequest.Part part) {
        trusting.before(
                part.ownCode(main()),
                text("workbench.trust.run"),
                () -> {
                    try {
                        var setup = setups.make(part, lm.get(), trusting.trusted());
                        runs.start(new RunRequest.Once(setup, values, true, part));
                    } catch (Setups.NotReady e) {
                        failed(e);
                    }
                });
    }

    /** Streams the main program in lanes. */
    void stream(StreamPlan plan, ObjectNode values, ObjectNode expected) {
        var metrics = Stream.of(plan.gate(), plan.judge()).filter(Objects::nonNull).toList();
        var code = new LinkedHashSet<>(main().ownCode());
        metrics.forEach(metric -> code.addAll(Project.code(main(), metric)));
        var named = new LinkedHashSet<>(plan.lms());
        metrics.forEach(metric -> MetricText.lm(metric).ifPresent(named::add));
        trusting.before(
                code,
                text("workbench.trust.run"),
                () -> {
                    try {
                        var setup = setup(named);
                        var whole = new RunRequest.Part.Whole();
                        runs.start(new RunRequest.Streams(setup, values, expected, plan, whole));
                    } catch (Setups.NotReady e) {
                        failed(e);
                    }
                });
    }

    /** Starts a live session of the main program, on the rows that it names. */
    void session(SessionDraft draft) {
        var metric = draft.metric() == null ? metric() : draft.metric();
        trusting.before(
                Project.code(main(), metric),
                text("workbench.trust.run"),
                () -> background.run(() -> request(draft, metric), runs::start, this::failed));
    }

    /** Reads the rows: not on the JavaFX thread. */
    private RunRequest.Session request(SessionDraft draft, String metric) throws Setups.NotReady {
        var named = new LinkedHashSet<String>();
        draft.arms().stream().map(Arm::lm).filter(Objects::nonNull).forEach(named::add);
        MetricText.lm(metric).ifPresent(named::add);
        var setup = setup(named);
        var arms = new ArrayList<SessionArm>();
        for (var arm : draft.arms()) {
            try {
                arms.add(SessionArm.of(setup, arm));
            } catch (IllegalArgumentException e) {
                throw new Setups.NotReady(text("workbench.session.noarm", arm.name()));
            }
        }
        var calls = draft.calls();
        return new RunRequest.Session(
                setup,
                arms,
                setups.rows(draft.split()),
                draft.rounds(),
                metric,
                draft.plan(),
                Math.max(PROCESSES, draft.pace().parallel()),
                calls == null
                        ? Limits.NONE
                        : new Limits(new RunEvent.Cap(calls, null, null), null));
    }

    private Program main() {
        return project.mainProgram().orElseGet(() -> Program.empty("none"));
    }

    /** Measures the program on the validation rows, else on those that there are. */
    void evaluate() {
        trusting.before(
                Project.code(main(), metric()), text("workbench.trust.evaluate"), this::measure);
    }

    private void measure() {
        var split = data.measured();
        background.run(
                () ->
                        new RunRequest.Evaluation(
                                setup(), setups.rows(split), metric(), null, PROCESSES, THREADS),
                request -> {
                    runs.start(request);
                    shows.evaluation().run();
                },
                this::failed);
    }

    /** Shows the form that starts a study. */
    void optimize() {
        var file = project.file();
        var asked = file.optimize();
        var settings = asked == null ? JsonNodeFactory.instance.objectNode() : asked.settings();
        shows.form()
                .show(
                        new OptimizeFormModel.Setting(
                                asked == null ? "" : asked.optimizer(),
                                settings,
                                data.splits(),
                                metric(),
                                null,
                                setups.lms(),
                                setups.variables()),
                        this::search,
                        this::forecast);
    }

    /** Asks what a study would cost; without a start, for the optimizer that fits. */
    private void forecast(OptimizeFormModel.@Nullable Start start, Consumer<Forecaster.Told> told) {
        var asked = start == null ? OptimizeFormModel.Start.NOTHING : start;
        background.run(
                () -> forecasts.ask(request(asked), start == null, tuning(asked)),
                answer ->
                        told.accept(
                                switch (answer) {
                                    case Queries.Answer.Ok(var body) ->
                                            new Forecaster.Told.Known(Forecast.of(body));
                                    case Queries.Answer.Failed(var error) ->
                                            new Forecaster.Told.Unknown(
                                                    Words.told(error.message()));
                                }),
                error ->
                        told.accept(
                                new Forecaster.Told.Unknown(String.valueOf(error.getMessage()))));
    }

    private void search(OptimizeFormModel.Start start) {
        trusting.before(
                Project.code(main(), metric()),
                text("workbench.trust.optimize"),
                () -> searchTrusted(start));
    }

    private void searchTrusted(OptimizeFormModel.Start start) {
        background.run(
                () -> request(start),
                request -> {
                    runs.start(request);
                    shows.study().run();
                },
                this::failed);
    }

    /** Reads the rows: not on the JavaFX thread. */
    private RunRequest.Optimization request(OptimizeFormModel.Start start) throws Setups.NotReady {
        var test = project.file().data().containsKey(TEST);
        return new RunRequest.Optimization(
                        setups.study(lm.get(), start.lms().values(), trusting.trusted()),
                        start.optimizer(),
                        start.settings(),
                        start.lms(),
                        metric(),
                        setups.rows("train"),
                        setups.rows(VALIDATION),
                        test ? setups.rows(TEST) : null,
                        start.variables() ? tuning(start) : null,
                        PROCESSES,
                        THREADS)
                .within(start.limits());
    }

    private Tuning tuning(OptimizeFormModel.Start start) throws Setups.NotReady {
        return setups.tuning(lm.get(), start.lms().values(), trusting.trusted());
    }

    private String metric() {
        return project.file().metric();
    }

    /** Aliases of LMs that can be asked. */
    List<String> lms() {
        return setups.lms();
    }

    void failed(Throwable error) {
        if (!(error instanceof Setups.NotReady)) LOG.warn("run not started", error);
        shows.notices()
                .accept(
                        Notice.error(
                                text("workbench.run.notstarted"),
                                String.valueOf(error.getMessage())));
    }
}
