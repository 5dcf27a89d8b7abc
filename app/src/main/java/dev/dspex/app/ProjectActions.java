package dev.dspex.app;

import dev.dspex.app.command.Undoing;
import dev.dspex.app.fx.Background;
import dev.dspex.app.shell.MainWindow;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/** What commands do with the project that is open; nothing where none is. JavaFX thread only. */
final class ProjectActions {
    private final CurrentProject current;
    private final DesignPlace design;
    private final StreamsPlace streams;
    private final MainWindow window;
    private final Background background;
    private final Consumer<@Nullable String> reopen;

    /**
     * @param reopen reads the project again and shows a program of it, null for what was shown
     */
    ProjectActions(
            CurrentProject current,
            DesignPlace design,
            StreamsPlace streams,
            MainWindow window,
            Background background,
            Consumer<@Nullable String> reopen) {
        this.current = current;
        this.design = design;
        this.streams = streams;
        this.window = window;
        this.background = background;
        this.reopen = reopen;
    }

    void run() {
        current.with(
                open -> {
                    window.showPlace(DesignPlace.ID);
                    open.run();
                });
    }

    void evaluate() {
        current.with(
                open -> {
                    window.showPlace(DesignPlace.ID);
                    open.starts().evaluate();
                });
    }

    void optimize() {
        current.with(
                open -> {
                    window.showPlace(StudiesPlace.ID);
                    open.starts().optimize();
                });
    }

    /** With the node that is selected in the program in front. */
    void node(NodeCommand command) {
        current.with(
                open ->
                        design.inspected()
                                .node()
                                .ifPresent(id -> open.nodes().perform(command, id)));
    }

    void stop() {
        current.with(ProjectSession::stop);
    }

    void exportReport() {
        current.with(ProjectSession::export);
    }

    /** Takes a Python file, a schema or a saved state into the project. */
    void importFile() {
        current.with(ProjectSession::importFile);
    }

    /** Its own code does not run from now on, nor what runs it now. */
    void distrust() {
        current.with(
                open -> {
                    open.stop();
                    open.trusting().takeBack();
                });
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
        return Optional.ofNullable(current.get())
                .map(
                        open ->
                                new ProjectPrograms(
                                        open.project(), background, window, reopen::accept));
    }

    void undo() {
        if (inStreams()) streams.undo();
        else
            design.currentUndoing()
                    .ifPresentOrElse(Undoing::undo, () -> current.edited(Keeping::undo));
    }

    void redo() {
        if (inStreams()) streams.redo();
        else
            design.currentUndoing()
                    .ifPresentOrElse(Undoing::redo, () -> current.edited(Keeping::redo));
    }

    private boolean inStreams() {
        return window.placeProperty().get().id().equals(StreamsPlace.ID);
    }

    /** Writes what was edited into its files. */
    void save() {
        current.edited(Keeping::save);
    }

    void readData() {
        current.with(ProjectSession::readData);
    }
}
