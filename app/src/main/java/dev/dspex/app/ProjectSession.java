package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.optimize.StudyActions;
import dev.dspex.app.run.RunActions;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.View;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Settings;
import dev.dspex.project.ProjectLock;
import dev.dspex.run.Forecasts;
import dev.dspex.run.LastCalls;
import dev.dspex.run.RunRequest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One project while it is open: its views filled, its runs started and stopped. JavaFX thread only.
 */
final class ProjectSession {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSession.class);

    /** Where the views of a project stand. */
    record Places(
            DesignPlace design,
            StudiesPlace studies,
            StreamsPlace streams,
            SessionsPlace sessions,
            AgentsPlace agents,
            MainWindow window,
            FileDialogs dialogs,
            DataEditors data,
            Consumer<@Nullable String> reopen) {}

    private final OpenProject project;
    private final Trusting trusting;
    private final Background background;
    private final SessionModel session;
    private final DesignPlace design;
    private final StudiesPlace studies;
    private final MainWindow window;
    private final FileDialogs dialogs;
    private final @Nullable ProjectLock lock;
    private final ProjectRuns runs;
    private final RunStarts starts;
    private final RunTools tools;
    private final Comparing comparing;
    private final Scaffolding scaffolding;
    private final ShownRuns shown;
    private final LearnedStates learned;
    private final PatternViews patterns;
    private final Importing importing;
    private final ProjectData data;
    private final ShownData shownData;
    final ProjectVariables variables;
    private final InputsStore inputs;
    private final NodeRuns nodes;
    private final Standing standing;

    ProjectSession(
            OpenProject project,
            StoredRuns stored,
            Trusting trusting,
            Settings settings,
            Engine engine,
            Background background,
            SessionModel session,
            InputsStore inputs,
            Places places) {
        this.project = project;
        this.trusting = trusting;
        this.background = background;
        this.session = session;
        this.design = places.design();
        this.studies = places.studies();
        this.window = places.window();
        this.dialogs = places.dialogs();
        lock = Locking.lock(project.folder(), window.notices()::show);
        this.inputs = inputs;
        data = new ProjectData(project, background);
        runs = new ProjectRuns(project, stored, engine, background, session);
        variables = ProjectVariables.of(project, runs.store(), background, settings, places);
        var setups = new Setups(project, settings, variables);
        var control =
                new StudyControl(
                        project, runs, setups, trusting, background, window.notices()::show);
        starts =
                new RunStarts(
                        project,
                        setups,
                        trusting,
                        data,
                        runs,
                        new Forecasts(runs.store(), engine.queries()),
                        background,
                        () -> chosenLm(session),
                        new RunStarts.Shows(
                                () -> design.showTool(RunTools.EVALUATION),
                                studies::showForm,
                                studies::showStudy,
                                window.notices()::show));
        if (runs.personal())
            window.notices()
                    .show(
                            Notice.warning(
                                    text("workbench.readonly"), text("workbench.readonly.help")));
        var judgements =
                new ProjectJudgements(
                        project.folder(),
                        background,
                        places.data()::expect,
                        window.notices()::show,
                        InstantSource.system());
        var blind =
                new BlindChoices(
                        runs, design.docks(), judgements, background, window.notices()::show);
        comparing =
                new Comparing(
                        project, runs.store(), design, blind, background, window.notices()::show);
        scaffolding = new Scaffolding(starts, runs, background, window, design::currentCanvas);
        shown = new ShownRuns(project, runs, comparing, scaffolding, places, background);
        var actions =
                new RunActions(
                        this::runWith,
                        this::stop,
                        shown::open,
                        shown::compare,
                        blind::withShown,
                        new RunCare(runs.store(), runs.history, background, window).actions(),
                        data::picked,
                        engine.readyProperty());
        tools =
                new RunTools(
                        project,
                        runs,
                        actions,
                        judgements,
                        design.docks(),
                        inputs.read(project.folder(), project.main()));
        standing = new Standing(session, design.problems(), project.documents());
        nodes =
                new NodeRuns(
                        project,
                        new LastCalls(runs.store()),
                        runs::onCanvas,
                        this::formValues,
                        background,
                        window,
                        starts::once);
        project.documents()
                .get(project.main())
                .ifPresent(
                        main ->
                                main.document()
                                        .listen(change -> tools.inputsEdited(change.after())));
        var finds = new FindUse(project, variables, background, places.reopen(), starts::failed);
        learned =
                new LearnedStates(
                        project, background, window.notices()::show, finds::use, comparing::state);
        patterns = new PatternViews(project, runs.patterns, tools::openCall);
        importing =
                new Importing(
                        project,
                        engine.queries(),
                        starts::setup,
                        background,
                        window,
                        places.reopen());
        var views = new ArrayList<>(tools.views());
        views.add(comparing.tool());
        design.setTools(views);
        design.onFront(comparing::refresh);
        design.onCanvas(
                (name, model) -> {
                    variables.mark(name, model);
                    if (name.equals(project.main())) runs.showOn(model);
                });
        studies.bind(
                runs.study,
                new StudyActions(
                        this::stop,
                        found -> finds.use(found, shown.name(runs.study.run())),
                        shown::export,
                        control),
                shown::name);
        control.offer(shown::name, shown::open);
        places.sessions()
                .bind(
                        new ProjectSessions(
                                project,
                                runs,
                                starts,
                                data,
                                background,
                                window,
                                engine.readyProperty()));
        places.agents()
                .bind(
                        new ProjectAgents(
                                project,
                                runs,
                                starts,
                                data,
                                new ProjectAgents.Needs(
                                        setups,
                                        variables,
                                        settings,
                                        engine.secrets(),
                                        trusting,
                                        () -> chosenLm(session)),
                                background,
                                window.notices()::show,
                                engine.readyProperty()));
        places.streams()
                .bind(
                        new ProjectStreams(
                                project,
                                runs,
                                tools,
                                starts,
                                data,
                                background,
                                window,
                                engine.readyProperty()));
        runs.trend.watch(() -> session.trendProperty().set(TrendArrow.of(runs.trend)));
        shownData = new ShownData(project, data, variables, tools, design);
        shownData.showTree();
        session.trendProperty().set(TrendArrow.of(runs.trend));
        shownData.read();
        runs.showRecorded();
    }

    OpenProject project() {
        return project;
    }

    Path folder() {
        return project.folder();
    }

    ProjectRuns runs() {
        return runs;
    }

    /** The values of the first row of the data, null when there is none. */
    @Nullable JsonNode firstRow() {
        return data.picked().isEmpty() ? null : data.picked().getFirst().values();
    }

    ProjectData data() {
        return data;
    }

    /** Reads the data anew: it was edited. */
    void readData() {
        shownData.read();
    }

    /** Whether its own code may run. */
    Trusting trusting() {
        return trusting;
    }

    /** Starts runs of the project. */
    RunStarts starts() {
        return starts;
    }

    Scaffolding scaffolding() {
        return scaffolding;
    }

    private static String chosenLm(SessionModel session) {
        var lm = session.lmProperty().get();
        return lm == null ? LmAlias.PRACTICE : lm.alias();
    }

    void run() {
        design.showTool(RunTools.RUN);
        tools.start();
    }

    /** What is done with single nodes of the main program. */
    NodeRuns nodes() {
        return nodes;
    }

    /** What is in the form of inputs, which comes to the front where something is wrong. */
    private Optional<ObjectNode> formValues() {
        var values = tools.values();
        if (values.isEmpty()) design.showTool(RunTools.RUN);
        return values;
    }

    void stop() {
        runs.stop();
    }

    /** Shows a run of the history where it belongs. */
    void openRun(String id) {
        shown.open(id);
    }

    /** The view of a state file, or of a pattern's thoughts, by its id. */
    Optional<View> stateView(String id) {
        return id.startsWith(PatternViews.PREFIX) ? patterns.view(id) : learned.view(id);
    }

    void importFile() {
        importing.choose(dialogs);
    }

    /** Writes the report of the run that is shown. */
    void export() {
        shown.export();
    }

    void close() {
        standing.close();
        var last = tools.lastInputs();
        background.run(
                () -> {
                    inputs.write(project.folder(), project.main(), last);
                    if (lock != null) lock.close();
                    runs.close();
                    return true;
                },
                _ -> LOG.info("{} closed", project.folder()),
                error -> LOG.warn("{} not closed cleanly", project.folder(), error));
    }

    private void runWith(ObjectNode values) {
        var last = tools.lastInputs();
        background.run(
                () -> {
                    inputs.write(project.folder(), project.main(), last);
                    return last;
                },
                _ -> {},
                error -> LOG.warn("inputs not kept", error));
        starts.once(values, new RunRequest.Part.Whole());
    }
}
