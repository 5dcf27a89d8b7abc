package dev.dspex.app;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.edit.ProgramDocument;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * What is edited in an open project: saved, brought together with what others write, and taken
 * back. JavaFX thread only.
 */
final class Keeping {
    private final OpenProject project;
    private final DesignPlace design;
    private final Saving saving;
    private final Watching watching;
    private final ProjectSettings settings;

    /**
     * @param variables reads the variables again
     * @param lm told the alias when the project gets another LM
     */
    Keeping(
            OpenProject project,
            DesignPlace design,
            Runnable variables,
            Background background,
            Consumer<Notice> notices,
            Consumer<String> lm) {
        this.project = project;
        this.design = design;
        saving = new Saving(project.documents(), project.folder(), background, notices);
        watching = new Watching(project.folder(), design, saving, variables, background, notices);
        settings = new ProjectSettings(project, background, notices, lm);
    }

    void undo() {
        var document = edited().orElse(null);
        var here = document != null && document.undoName().isPresent();
        if (!settings.undo(here) && document != null) document.undo();
    }

    void redo() {
        var document = edited().orElse(null);
        var here = document != null && document.redoName().isPresent();
        if (!settings.redo(here) && document != null) document.redo();
    }

    /** Writes what was edited into its files. */
    void save() {
        saving.saveAll();
    }

    void lookAtFiles() {
        saving.lookAtFiles();
    }

    void close() {
        watching.close();
        saving.close();
    }

    /** The program in front. */
    private Optional<ProgramDocument> edited() {
        return design.currentProgram()
                .or(() -> Optional.of(project.main()))
                .flatMap(project.documents()::get)
                .map(Documents.Open::document);
    }
}
