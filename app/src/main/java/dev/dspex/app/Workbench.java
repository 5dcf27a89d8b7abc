package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Commands;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.command.Undoing;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.settings.SettingsPane;
import dev.dspex.app.shell.AppMenu;
import dev.dspex.app.shell.KeysSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.Perspective;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.SessionModel.Light;
import dev.dspex.app.shell.View;
import dev.dspex.app.shell.WelcomeModel;
import dev.dspex.app.shell.WelcomePage;
import dev.dspex.app.theme.Appearance;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The composition root: every part of the window is made here and told of the others. JavaFX thread
 * only.
 */
public final class Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

    private static final String DESIGN = "design";

    /** For what is still being written when the window closes. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;
    private final FileDialogs dialogs;
    private final Appearance appearance;
    private final Background background = new Background(Fx.platform());
    private final SessionModel session =
            new SessionModel(
                    new Light(RunState.IDLE, text("workbench.pool"), text("workbench.pool.off")),
                    new Light(RunState.IDLE, text("workbench.python"), ""));
    private final Commands commands = new Commands();
    private final WelcomeModel welcome = new WelcomeModel();
    private final BooleanProperty canvasShown = new SimpleBooleanProperty();
    private final BooleanProperty trusted = new SimpleBooleanProperty();
    private final SelectedNode selectedNode = new SelectedNode();
    private final LayoutStore layouts;
    private final InputsStore inputs;
    private final Path samples;
    private final Engine engine;
    private final DataEditors data;
    private final DesignPlace design;
    private final StudiesPlace studies;
    private final StreamsPlace streams = new StreamsPlace();
    private final MainWindow window;
    private final OwnPatternCare patterns;
    private final ProjectOpening opening;
    private final WelcomeContent welcomeContent;
    private @Nullable ProjectSession project;
    private @Nullable Keeping keeping;
    private @Nullable String shownNext;

    private Workbench(Paths paths, Settings settings, FileDialogs dialogs, Runnable quit) {
        this.settings = settings;
        this.dialogs = dialogs;
        appearance = Appearances.follow(settings, this::settingsFailed);
        samples = paths.data().resolve("samples");
        layouts = new LayoutStore(paths.data().resolve("layout"));
        inputs = new InputsStore(paths.data().resolve("inputs"));
        engine = new Engine(paths, settings, background, session, welcome);
        commands.addAll(WorkbenchCommands.of(this, session, quit));
        data =
                new DataEditors(
                        background,
                        dialogs,
                        engine,
                        this::project,
                        new DataEditors.Effects(
                                this::dataWritten,
                                this::open,
                                session.runningProperty()::get,
                                this::tell,
                                this::openView));
        var editors =
                new ProjectEditors(
                        this::openView,
                        new SignatureEditors(this::project, engine.readyProperty(), background),
                        this::stateView,
                        () -> settings.lms().stream().map(LmAlias::alias).toList(),
                        () -> Optional.ofNullable(project).map(open -> open.variables),
                        data);
        design = new DesignPlace(background, commands, editors, canvasShown, selectedNode);
        studies = new StudiesPlace(background, engine, this::optimize);
        var found = new PaletteModel(commands, text("workbench.palette.commands"));
        new PaletteSources(this::project, design).addTo(found);
        window =
                new MainWindow(
                        session,
                        commands,
                        new AppMenu(commands, session.recent(), this::open),
                        List.of(
                                new Perspective(
                                        DESIGN,
                                        text("command.view.design"),
                                        "sitemap-outline",
                                        design::node),
                                new Perspective(
                                        StudiesPlace.ID,
                                        text("command.view.studies"),
                                        "chart-line",
                                        studies::node),
                                new Perspective(
                                        StreamsPlace.ID,
                                        StreamsPlace.title(),
                                        "waveform",
                                        streams::node)),
                        new WelcomePage(welcome, commands, this::open, this::openSample),
                        found,
                        () -> design.showTool(DesignPlace.PROBLEMS));
        patterns = new OwnPatternCare(paths.data(), design.offer(), background, window, dialogs);
        opening = new ProjectOpening(background, paths.data(), window, this::opened);
        welcomeContent =
                new WelcomeContent(paths, settings, background, welcome, this::showSettings);
        welcomeContent.fill();
        settings.listen(() -> background.fx().execute(this::settingsChanged));
        settings.notice().ifPresent(words -> window.notices().show(Notice.warning(words, "")));
        recent();
    }

    static Workbench make(Paths paths, Settings settings, FileDialogs dialogs, Runnable quit) {
        return new Workbench(paths, settings, dialogs, quit);
    }

    Parent window() {
        return window;
    }

    MainWindow mainWindow() {
        return window;
    }

    Commands commands() {
        return commands;
    }

    DesignPlace design() {
        return design;
    }

    @Nullable ProjectSession project() {
        return project;
    }

    /** Looks and keys of the scene that holds the window. */
    void attach(Scene scene) {
        scene.windowProperty()
                .flatMap(Window::focusedProperty)
                .subscribe(
                        focused -> {
                            if (Boolean.TRUE.equals(focused) && keeping != null)
                                keeping.lookAtFiles();
                        });
        appearance.dress(scene);
        commands.installKeys(scene);
    }

    /** Starts Python and its workers. */
    void start() {
        engine.start();
    }

    ObservableValue<String> title() {
        return Bindings.createStringBinding(
                () ->
                        session.hasProject()
                                ? session.projectProperty().get() + " · " + text("shell.name")
                                : text("shell.name"),
                session.projectProperty());
    }

    /** Whether a canvas is in front. */
    ObservableBooleanValue canvasShown() {
        return canvasShown;
    }

    /** Whether the project that is open may run its own code. */
    ObservableBooleanValue trusted() {
        return trusted;
    }

    /** Its own code does not run from now on, nor what runs it now. */
    void distrust() {
        var open = project;
        if (open == null) return;
        open.stop();
        open.trusting().takeBack();
    }

    /** The node of the main program that is selected. */
    SelectedNode selectedNode() {
        return selectedNode;
    }

    /** Whether workers are there to run on. */
    ObservableBooleanValue canRun() {
        return engine.readyProperty();
    }

    void run() {
        if (project == null) return;
        showDesign();
        project.run();
    }

    void node(NodeCommand command) {
        var open = project;
        if (open != null)
            design.inspected().node().ifPresent(id -> open.nodes().perform(command, id));
    }

    void stop() {
        if (project != null) project.stop();
    }

    void optimize() {
        if (project == null) return;
        showStudies();
        project.starts().optimize();
    }

    void exportReport() {
        if (project != null) project.export();
    }

    void showDesign() {
        window.showPlace(DESIGN);
    }

    void showStudies() {
        window.showPlace(StudiesPlace.ID);
    }

    void showStreams() {
        window.showPlace(StreamsPlace.ID);
    }

    private boolean inStreams() {
        return window.placeProperty().get().id().equals(StreamsPlace.ID);
    }

    private Optional<View> stateView(String id) {
        return project == null ? Optional.empty() : project.stateView(id);
    }

    /** Takes a Python file, a schema or a saved state into the project. */
    void importFile() {
        if (project != null) project.importFile();
    }

    /** A further program of the project, from an empty page. */
    void newProgram() {
        programs().ifPresent(ProjectPrograms::create);
    }

    /** Run runs the program in front from now on. */
    void makeMain() {
        programs().ifPresent(p -> design.currentProgram().ifPresent(p::makeMain));
    }

    private Optional<ProjectPrograms> programs() {
        var open = project;
        return Optional.ofNullable(open)
                .map(
                        o ->
                                new ProjectPrograms(
                                        o.project(),
                                        background,
                                        window,
                                        name -> reopen(o.folder(), name)));
    }

    void evaluate() {
        if (project == null) return;
        showDesign();
        project.starts().evaluate();
    }

    void undo() {
        if (inStreams()) {
            streams.undo();
            return;
        }
        design.currentUndoing()
                .ifPresentOrElse(
                        Undoing::undo,
                        () -> {
                            if (keeping != null) keeping.undo();
                        });
    }

    void redo() {
        if (inStreams()) {
            streams.redo();
            return;
        }
        design.currentUndoing()
                .ifPresentOrElse(
                        Undoing::redo,
                        () -> {
                            if (keeping != null) keeping.redo();
                        });
    }

    /** What the person keeps of programs, to use again. */
    OwnPatternCare patterns() {
        return patterns;
    }

    /** Writes what was edited into its files. */
    void save() {
        if (keeping != null) keeping.save();
    }

    void switchTheme() {
        appearance.themeProperty().set(appearance.themeProperty().get().other());
    }

    void showSettings() {
        var check = new LmChecks(engine);
        window.showSheet(
                new SettingsPane(
                        settings, background, check, this::settingsFailed, window::closeSheet));
    }

    void showKeys() {
        window.showSheet(new KeysSheet(commands, window::closeSheet));
    }

    void chooseProject() {
        opening.choose(dialogs);
    }

    /** The samples stand on the welcome page. */
    void chooseSample() {
        closeProject();
    }

    void newProject() {
        opening.create(dialogs);
    }

    void openLast() {
        settings.recent().stream()
                .findFirst()
                .filter(ProjectOpening::isProject)
                .ifPresent(this::open);
    }

    /** Opens the person's own copy of a sample: what came with the workbench stays as it is. */
    void openSample(Path sample) {
        background.run(
                () -> SampleCopies.own(sample, samples),
                this::open,
                error -> {
                    LOG.warn("sample {} not copied", sample, error);
                    window.notices()
                            .show(
                                    Notice.error(
                                            text("workbench.sample.failed"),
                                            String.valueOf(error.getMessage())));
                });
    }

    void open(Path folder) {
        opening.open(folder);
    }

    void closeProject() {
        var open = project;
        if (open == null) return;
        layouts.write(open.folder(), design.layout());
        project = null;
        trusted.unbind();
        trusted.set(false);
        if (keeping != null) keeping.close();
        keeping = null;
        design.clear();
        open.close();
        session.clear();
        recent();
    }

    void resetLayout() {
        var open = project;
        if (open == null) return;
        closeProject();
        layouts.forget(open.folder());
        open(open.folder());
    }

    /** Keeps what the person would miss and ends what runs. Called when the window closes. */
    void close() {
        closeProject();
        engine.close();
        background.finish(PATIENCE);
    }

    private void opened(OpenProject loaded, Trusting trusting) {
        closeProject();
        var open =
                new ProjectSession(
                        loaded,
                        trusting,
                        settings,
                        engine,
                        background,
                        session,
                        inputs,
                        new ProjectSession.Places(
                                design,
                                studies,
                                streams,
                                window,
                                dialogs,
                                data,
                                program -> reopen(loaded.folder(), program)));
        project = open;
        trusted.bind(trusting.trustedProperty());
        design.show(loaded, layouts.read(loaded.folder()));
        if (shownNext != null) design.openProgram(shownNext);
        shownNext = null;
        keeping =
                new Keeping(
                        loaded,
                        design,
                        open.variables::readAgain,
                        background,
                        window.notices()::show,
                        this::lmChosen);
        session.projectProperty().set(loaded.name());
        lmChosen(loaded.file().lm());
        try {
            settings.opened(loaded.folder());
        } catch (IOException e) {
            settingsFailed(e);
        }
        recent();
    }

    /** The project's LM is the one that answers, until the person chooses another. */
    private void lmChosen(String alias) {
        session.setLms(Lms.choices(settings), alias);
    }

    /**
     * @param program to show then, null for what was open
     */
    private void reopen(Path folder, @Nullable String program) {
        shownNext = program;
        open(folder);
    }

    private void dataWritten() {
        if (project != null) project.readData();
    }

    private void tell(Notice notice) {
        window.notices().show(notice);
    }

    private void openView(String id) {
        design.open(id);
    }

    private void settingsChanged() {
        Appearances.apply(settings, appearance);
        var chosen = session.lmProperty().get();
        if (session.hasProject())
            session.setLms(Lms.choices(settings), chosen == null ? "" : chosen.alias());
        welcomeContent.keys();
    }

    private void recent() {
        var folders = settings.recent();
        session.recent().setAll(folders);
        welcome.recent().setAll(folders.stream().map(Workbench::recent).toList());
    }

    private static WelcomeModel.Recent recent(Path folder) {
        return new WelcomeModel.Recent(
                folder, String.valueOf(folder.getFileName()), ProjectOpening.isProject(folder));
    }

    private void settingsFailed(IOException e) {
        LOG.warn("settings not written", e);
        window.notices()
                .show(
                        Notice.error(
                                text("workbench.settings.failed"), String.valueOf(e.getMessage())));
    }
}
