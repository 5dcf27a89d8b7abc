package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.shell.WelcomeModel;
import dev.dspex.infra.Settings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Puts a project into the window in the place of the one before. JavaFX thread only. */
final class ProjectSwitch {
    private final CurrentProject current;
    private final Settings settings;
    private final Engine engine;
    private final Background background;
    private final SessionModel session;
    private final WelcomeModel welcome;
    private final InputsStore inputs;
    private final LayoutStore layouts;
    private final DesignPlace design;
    private final ProjectSession.Places places;
    private final Consumer<IOException> failed;
    private @Nullable String shownNext;

    /**
     * @param data folder of the person's data, where layouts and inputs are kept
     * @param failed told that the settings could not be written
     */
    ProjectSwitch(
            CurrentProject current,
            Settings settings,
            Engine engine,
            Background background,
            SessionModel session,
            WelcomeModel welcome,
            Path data,
            ProjectSession.Places places,
            Consumer<IOException> failed) {
        this.current = current;
        this.settings = settings;
        this.engine = engine;
        this.background = background;
        this.session = session;
        this.welcome = welcome;
        this.places = places;
        this.failed = failed;
        design = places.design();
        inputs = new InputsStore(data.resolve("inputs"));
        layouts = new LayoutStore(data.resolve("layout"));
    }

    /**
     * @param program shown when a project is opened the next time, null for what was open in it
     */
    void showNext(@Nullable String program) {
        shownNext = program;
    }

    void opened(OpenProject loaded, StoredRuns stored, Trusting trusting) {
        close();
        var open =
                new ProjectSession(
                        loaded,
                        stored,
                        trusting,
                        settings,
                        engine,
                        background,
                        session,
                        inputs,
                        places);
        current.set(open);
        design.show(loaded, layouts.read(loaded.folder()));
        if (shownNext != null) design.openProgram(shownNext);
        shownNext = null;
        current.set(
                new Keeping(
                        loaded,
                        design,
                        open.variables::readAgain,
                        background,
                        places.window().notices()::show,
                        this::lmChosen));
        session.projectProperty().set(loaded.name());
        lmChosen(loaded.file().lm());
        try {
            settings.opened(loaded.folder());
        } catch (IOException e) {
            failed.accept(e);
        }
        recent();
    }

    void close() {
        var open = current.get();
        if (open == null) return;
        layouts.write(open.folder(), design.layout());
        current.edited(Keeping::close);
        current.clear();
        design.clear();
        open.close();
        session.clear();
        recent();
    }

    /** Closes it and forgets where its views were. */
    void closeWithoutLayout() {
        var open = current.get();
        if (open == null) return;
        close();
        layouts.forget(open.folder());
    }

    /** The projects that were opened last. */
    void recent() {
        var folders = settings.recent();
        session.recent().setAll(folders);
        welcome.recent().setAll(folders.stream().map(ProjectSwitch::recent).toList());
    }

    private static WelcomeModel.Recent recent(Path folder) {
        return new WelcomeModel.Recent(
                folder, String.valueOf(folder.getFileName()), ProjectOpening.isProject(folder));
    }

    /** The project's LM is the one that answers, until the person chooses another. */
    private void lmChosen(String alias) {
        session.setLms(Lms.choices(settings), alias);
    }
}
