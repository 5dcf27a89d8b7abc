package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Commands;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.AppMenu;
import dev.dspex.app.shell.KeysSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.Perspective;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.SessionModel.Light;
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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The composition root: every part of the window is made here and told of the others. JavaFX thread
 * only.
 */
public final class Workbench {
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
    private final SelectedNode selectedNode = new SelectedNode();
    private final CurrentProject current = new CurrentProject();
    private final Engine engine;
    private final DataEditors data;
    private final DesignPlace design;
    private final StudiesPlace studies;
    private final StreamsPlace streams = new StreamsPlace();
    private final SessionsPlace sessions = new SessionsPlace();
    private final AgentsPlace agents = new AgentsPlace();
    private final MainWindow window;
    private final OwnPatternCare patterns;
    private final ProjectOpening opening;
    private final ProjectSwitch projects;
    private final ProjectActions actions;
    private final WelcomeContent welcomeContent;
    private final WindowSettings windowSettings;

    private Workbench(Paths paths, Settings settings, FileDialogs dialogs, Runnable quit) {
        this.settings = settings;
        this.dialogs = dialogs;
        appearance = Appearances.follow(settings, e -> windowSettings().failed(e));
        engine = new Engine(paths, settings, background, session, welcome);
        commands.addAll(WorkbenchCommands.of(this, session, quit));
        data = dataEditors();
        var editors = editors();
        design = new DesignPlace(background, commands, editors, canvasShown, selectedNode);
        studies = new StudiesPlace(background, engine, () -> actions().optimize());
        var found = new PaletteModel(commands, text("workbench.palette.commands"));
        new PaletteSources(current::get, design).addTo(found);
        window =
                new MainWindow(
                        session,
                        commands,
                        new AppMenu(commands, session.recent(), this::open),
                        places(),
                        new WelcomePage(welcome, commands, this::open, this::openSample),
                        found,
                        () -> design.showTool(DesignPlace.PROBLEMS));
        windowSettings = new WindowSettings(settings, background, engine, session, window);
        patterns = new OwnPatternCare(paths.data(), design.offer(), background, window, dialogs);
        projects =
                new ProjectSwitch(
                        current,
                        settings,
                        engine,
                        background,
                        session,
                        welcome,
                        paths.data(),
                        new ProjectSession.Places(
                                design,
                                studies,
                                streams,
                                sessions,
                                agents,
                                window,
                                dialogs,
                                data,
                                this::reopen),
                        windowSettings::failed);
        opening = new ProjectOpening(background, paths.data(), window, projects::opened);
        actions = new ProjectActions(current, design, streams, window, background, this::reopen);
        welcomeContent =
                new WelcomeContent(paths, settings, background, welcome, windowSettings::show);
        welcomeContent.fill();
        settings.listen(() -> background.fx().execute(this::settingsChanged));
        settings.notice().ifPresent(words -> window.notices().show(Notice.warning(words, "")));
        projects.recent();
    }

    private DataEditors dataEditors() {
        return new DataEditors(
                background,
                dialogs,
                engine,
                current::get,
                new DataEditors.Effects(
                        () -> actions().readData(),
                        this::open,
                        session.runningProperty()::get,
                        this::tell,
                        this::openView));
    }

    private ProjectEditors editors() {
        return new ProjectEditors(
                this::openView,
                new SignatureEditors(current::get, engine.readyProperty(), background),
                id -> Optional.ofNullable(current.get()).flatMap(open -> open.stateView(id)),
                () -> settings.lms().stream().map(LmAlias::alias).toList(),
                () -> Optional.ofNullable(current.get()).map(open -> open.variables),
                data);
    }

    private List<Perspective> places() {
        return List.of(
                new Perspective(
                        DesignPlace.ID,
                        text("command.view.design"),
                        "sitemap-outline",
                        design::node),
                new Perspective(
                        StudiesPlace.ID, text("command.view.studies"), "chart-line", studies::node),
                new Perspective(StreamsPlace.ID, StreamsPlace.title(), "waveform", streams::node),
                new Perspective(
                        SessionsPlace.ID, SessionsPlace.title(), "tune-variant", sessions::node),
                new Perspective(
                        AgentsPlace.ID,
                        AgentsPlace.title(),
                        "account-group-outline",
                        agents::node));
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
        return current.get();
    }

    /** What commands do with the project that is open. */
    ProjectActions actions() {
        return actions;
    }

    private WindowSettings windowSettings() {
        return windowSettings;
    }

    /** Looks and keys of the scene that holds the window. */
    void attach(Scene scene) {
        scene.windowProperty()
                .flatMap(Window::focusedProperty)
                .subscribe(
                        focused -> {
                            if (Boolean.TRUE.equals(focused)) current.edited(Keeping::lookAtFiles);
                        });
        appearance.dress(scene);
        commands.installKeys(scene, window::hasKeyboard);
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
        return current.trusted();
    }

    /** The node of the main program that is selected. */
    SelectedNode selectedNode() {
        return selectedNode;
    }

    /** Whether workers are there to run on. */
    ObservableBooleanValue canRun() {
        return engine.readyProperty();
    }

    void showDesign() {
        window.showPlace(DesignPlace.ID);
    }

    void showStudies() {
        window.showPlace(StudiesPlace.ID);
    }

    void showSessions() {
        window.showPlace(SessionsPlace.ID);
    }

    void showAgents() {
        window.showPlace(AgentsPlace.ID);
    }

    void showStreams() {
        window.showPlace(StreamsPlace.ID);
    }

    /** What the person keeps of programs, to use again. */
    OwnPatternCare patterns() {
        return patterns;
    }

    /** Has a function written by an LM, as a node. */
    void scaffold() {
        current.with(open -> open.scaffolding().ask());
    }

    void switchTheme() {
        appearance.themeProperty().set(appearance.themeProperty().get().other());
    }

    void showSettings() {
        windowSettings.show();
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

    void openSample(Path sample) {
        opening.sample(sample);
    }

    void open(Path folder) {
        opening.open(folder);
    }

    void closeProject() {
        projects.close();
    }

    void resetLayout() {
        current.with(
                open -> {
                    projects.closeWithoutLayout();
                    open(open.folder());
                });
    }

    /** Keeps what the person would miss and ends what runs. Called when the window closes. */
    void close() {
        opening.close();
        closeProject();
        engine.close();
        background.finish(PATIENCE);
    }

    /**
     * Reads the project again.
     *
     * @param program to show then, null for what was open
     */
    private void reopen(@Nullable String program) {
        current.with(
                open -> {
                    projects.showNext(program);
                    open(open.folder());
                });
    }

    private void tell(Notice notice) {
        window.notices().show(notice);
    }

    private void openView(String id) {
        design.open(id);
    }

    private void settingsChanged() {
        Appearances.apply(settings, appearance);
        windowSettings.offerLms();
        welcomeContent.keys();
    }
}
