package dev.dspex.app;

import dev.dspex.app.dataset.DataSource;
import dev.dspex.app.dataset.DataView;
import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.View;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Data files of the open project as views: {@code data:SPLIT}, and {@code rows:PATH} for a file
 * that is none of its splits. JavaFX thread only.
 */
final class DataEditors {
    static final String SPLIT = "data:";
    static final String FILE = "rows:";

    /**
     * What a change of the data leads to.
     *
     * @param written called when a data file has other rows than before
     * @param reopen reads a project again
     * @param running whether a run would be cut off by that
     */
    record Effects(
            Runnable written,
            Consumer<Path> reopen,
            BooleanSupplier running,
            Consumer<Notice> notices) {}

    private final Background background;
    private final FileDialogs dialogs;
    private final Effects effects;

    DataEditors(Background background, FileDialogs dialogs, Effects effects) {
        this.background = background;
        this.dialogs = dialogs;
        this.effects = effects;
    }

    Optional<View> view(OpenProject project, String id) {
        var path =
                id.startsWith(SPLIT)
                        ? project.project().data(id.substring(SPLIT.length()))
                        : Optional.of(project.project().path(id.substring(FILE.length())))
                                .filter(Files::isRegularFile);
        return path.filter(_ -> project.mainProgram().isPresent())
                .map(
                        file ->
                                View.editor(
                                        id,
                                        String.valueOf(file.getFileName()),
                                        "table",
                                        () -> content(project, file)));
    }

    private DataView content(OpenProject project, Path file) {
        var shown = project.folder().relativize(file).toString().replace('\\', '/');
        var program = project.mainProgram().orElseThrow();
        return new DataView(
                new DataSource(
                        file,
                        shown,
                        () -> project.mainProgram().orElse(program),
                        dialogs,
                        effects.written(),
                        new ProjectSplits(project, background, effects)),
                background);
    }
}
