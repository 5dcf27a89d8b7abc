package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.dataset.Splits;
import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.dataset.SplitFiles;
import dev.dspex.project.Opened;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Gives the splits of a project other files, and takes that back. JavaFX thread only. */
final class ProjectSplits implements Splits {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectSplits.class);

    private final OpenProject project;
    private final Background background;
    private final DataEditors.Effects effects;

    ProjectSplits(OpenProject project, Background background, DataEditors.Effects effects) {
        this.project = project;
        this.background = background;
        this.effects = effects;
    }

    @Override
    public Path project() {
        return project.folder();
    }

    @Override
    public Map<String, String> data() {
        return project.project().file().data();
    }

    @Override
    public long seed() {
        return project.file().seed();
    }

    @Override
    public boolean busy() {
        return effects.running().getAsBoolean();
    }

    @Override
    public void use(SplitFiles made) {
        var folder = folder(made);
        background.run(
                () -> {
                    change(made::over);
                    return made;
                },
                _ -> {
                    effects.reopen().accept(project.folder());
                    effects.notices()
                            .accept(
                                    Notice.ok(text("workbench.split.done", told(made)))
                                            .with(
                                                    text("workbench.split.undo"),
                                                    () -> undo(folder)));
                },
                this::failed);
    }

    /** "48 train, 16 validation". */
    private static String told(SplitFiles made) {
        return String.join(
                ", ",
                made.parts().entrySet().stream()
                        .map(part -> part.getValue().rows() + " " + part.getKey())
                        .toList());
    }

    private Path folder(SplitFiles made) {
        var first = made.parts().values().iterator().next().path();
        return project.folder().resolve(first.substring(0, first.lastIndexOf('/')));
    }

    @Override
    public void undo(Path folder) {
        if (busy()) {
            effects.notices()
                    .accept(
                            Notice.warning(
                                    text("workbench.split.running"),
                                    text("workbench.split.running.help")));
            return;
        }
        background.run(
                () -> {
                    var made =
                            SplitFiles.read(folder)
                                    .orElseThrow(
                                            () ->
                                                    new IOException(
                                                            text(
                                                                    "workbench.split.nonote",
                                                                    folder)));
                    change(made::outOf);
                    return made.delete(folder);
                },
                kept -> {
                    effects.reopen().accept(project.folder());
                    effects.notices().accept(undone(kept));
                },
                this::failed);
    }

    private static Notice undone(List<String> kept) {
        return kept.isEmpty()
                ? Notice.ok(text("workbench.split.undone"))
                : Notice.warning(
                        text("workbench.split.undone"),
                        text("workbench.split.kept", String.join(", ", kept)));
    }

    /** The project file is read anew: what else was set meanwhile stays. */
    private void change(UnaryOperator<Map<String, String>> change) throws IOException {
        var file = file();
        file.withData(change.apply(file.data())).write(project.folder());
    }

    private ProjectFile file() throws IOException {
        return switch (Projects.open(project.folder())) {
            case Opened.Ok ok -> ok.project().file();
            case Opened.Bad(var problems) -> throw new IOException(problems.getFirst().text());
        };
    }

    private void failed(Throwable error) {
        LOG.warn("splits of {} not changed", project.folder(), error);
        effects.notices()
                .accept(
                        Notice.error(
                                text("workbench.split.failed"),
                                String.valueOf(error.getMessage())));
    }
}
