package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.command.Commands;
import dev.dspex.app.command.PaletteModel;
import dev.dspex.app.fx.Background;
import dev.dspex.app.fx.Fx;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.AppMenu;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.Perspective;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.WelcomeModel;
import dev.dspex.app.shell.WelcomePage;
import dev.dspex.app.signature.SignatureView;
import dev.dspex.app.theme.Appearance;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Setting;
import dev.dspex.infra.Settings;
import dev.dspex.program.ModuleNode;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The composition root: every part of the window is made here and told of the others. JavaFX thread
 * only.
 */
public final class Workbench {
    private static final Logger LOG = LoggerFactory.getLogger(Workbench.class);

    private final Settings settings;
    private final Appearance appearance;
    private final Background background = new Background(Fx.platform());
    private final SessionModel session;
    private final Commands commands = new Commands();
    private final WelcomeModel welcome = new WelcomeModel();
    private final LayoutStore layouts;
    private final BooleanProperty canvasShown = new SimpleBooleanProperty();
    private final BooleanProperty canRun = new SimpleBooleanProperty();
    private final DesignPlace design;
    private final MainWindow window;
    private @Nullable OpenProject project;

    private Workbench(Paths paths, Settings settings, Runnable quit) {
        this.settings = settings;
        appearance = Appearances.follow(settings, this::saveFailed);
        layouts = new LayoutStore(paths.data().resolve("layout"));
        session =
                new SessionModel(
                        new SessionModel.Light(
                                RunState.IDLE, text("workbench.pool"), text("workbench.pool.off")),
                        new SessionModel.Light(RunState.IDLE, text("workbench.python"), ""));
        commands.addAll(WorkbenchCommands.of(this, session, quit));
        design =
                new DesignPlace(
                        background,
                        commands,
                        new ProjectEditors(this::openView, this::signature),
                        canvasShown);
        var perspectives =
                List.of(
                        new Perspective(
                                "design",
                                text("command.view.design"),
                                "sitemap-outline",
                                design::node));
        var menu = new AppMenu(commands, session.recent(), this::open);
        var found = new PaletteModel(commands, text("workbench.palette.commands"));
        window =
                new MainWindow(
                        session,
                        commands,
                        menu,
                        perspectives,
                        new WelcomePage(welcome, commands, this::open),
                        found,
                        () -> design.showTool(DesignPlace.PROBLEMS));
        new PaletteSources(this::project, design).addTo(found);
        new WelcomeContent(paths, settings, background, welcome).fill();
        recent();
    }

    static Workbench make(Paths paths, Settings settings, Runnable quit) {
        return new Workbench(paths, settings, quit);
    }

    Parent window() {
        return window;
    }

    /** Looks and keys of the scene that holds the window. */
    void attach(Scene scene) {
        appearance.dress(scene);
        commands.installKeys(scene);
    }

    ObservableValue<String> title() {
        return Bindings.createStringBinding(
                () ->
                        session.hasProject()
                                ? session.projectProperty().get() + " · " + text("shell.name")
                                : text("shell.name"),
                session.projectProperty());
    }

    Appearance appearance() {
        return appearance;
    }

    DesignPlace design() {
        return design;
    }

    MainWindow mainWindow() {
        return window;
    }

    @Nullable OpenProject project() {
        return project;
    }

    /** Whether a canvas is in front. */
    ObservableBooleanValue canvasShown() {
        return canvasShown;
    }

    /** Whether workers are there to run on. */
    ObservableBooleanValue canRun() {
        return canRun;
    }

    void run() {}

    void stop() {}

    void optimize() {}

    void showSettings() {}

    void showKeys() {}

    void switchTheme() {
        appearance.themeProperty().set(appearance.themeProperty().get().other());
    }

    void chooseProject() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(text("command.project.open"));
        var folder = chooser.showDialog(window.getScene().getWindow());
        if (folder != null) open(folder.toPath());
    }

    void newProject() {
        var chooser = new FileChooser();
        chooser.setTitle(text("workbench.new.title"));
        chooser.setInitialFileName(text("workbench.new.name"));
        var folder = chooser.showSaveDialog(window.getScene().getWindow());
        if (folder == null) return;
        background.run(
                () -> NewProject.create(folder.toPath()),
                this::open,
                error -> failed(text("workbench.new.failed"), error));
    }

    void openLast() {
        settings.get(Setting.RECENT_PROJECTS).stream()
                .map(Path::of)
                .findFirst()
                .filter(ProjectLoader::isProject)
                .ifPresent(this::open);
    }

    void open(Path folder) {
        background.run(
                () -> ProjectLoader.load(folder.toAbsolutePath().normalize()),
                this::opened,
                error -> failed(text("workbench.open.failed", folder), error));
    }

    void closeProject() {
        keepLayout();
        project = null;
        design.clear();
        session.projectProperty().set("");
        recent();
    }

    void resetLayout() {
        var open = project;
        if (open == null) return;
        closeProject();
        layouts.forget(open.folder());
        open(open.folder());
    }

    /** Keeps what the person would miss. Called when the window closes. */
    void close() {
        keepLayout();
    }

    private void opened(OpenProject loaded) {
        if (project != null) closeProject();
        project = loaded;
        var rows = new ConcurrentHashMap<String, Integer>();
        showTree(loaded, rows);
        design.show(loaded, layouts.read(loaded.folder()));
        session.projectProperty().set(loaded.name());
        session.setLms(Lms.choices(settings), loaded.lm());
        var errors = (int) loaded.problems().stream().filter(p -> p.isError()).count();
        session.errorsProperty().set(errors);
        session.warningsProperty().set(loaded.problems().size() - errors);
        try {
            settings.opened(loaded.folder());
        } catch (IOException e) {
            saveFailed(e);
        }
        recent();
    }

    private void showTree(OpenProject loaded, Map<String, Integer> rows) {
        var opener =
                new ProjectTree.Opener() {
                    @Override
                    public void program(String name) {
                        design.openProgram(name);
                    }

                    @Override
                    public void data(String split) {
                        design.open("data:" + split);
                    }

                    @Override
                    public void code(Path file) {
                        design.open("code:" + loaded.folder().relativize(file));
                    }
                };
        design.tree().setAll(ProjectTree.of(loaded, rows, opener));
    }

    private void openView(String id) {
        design.open(id);
    }

    private Node signature(OpenProject open, String program, ModuleNode node) {
        return new SignatureView(
                node,
                open.program(program).orElseThrow(),
                open.adapter(),
                open.problems(program, node.id()));
    }

    private void keepLayout() {
        var open = project;
        if (open != null) layouts.write(open.folder(), design.layout());
    }

    private void recent() {
        var folders = settings.get(Setting.RECENT_PROJECTS).stream().map(Path::of).toList();
        session.recent().setAll(folders);
        welcome.recent()
                .setAll(
                        folders.stream()
                                .map(
                                        f ->
                                                new WelcomeModel.Recent(
                                                        f,
                                                        f.getFileName().toString(),
                                                        ProjectLoader.isProject(f)))
                                .toList());
    }

    private void saveFailed(IOException e) {
        failed(text("workbench.settings.failed"), e);
    }

    private void failed(String what, Throwable error) {
        LOG.warn("{}", what, error);
        window.notices().show(Notice.error(what, String.valueOf(error.getMessage())));
    }
}
