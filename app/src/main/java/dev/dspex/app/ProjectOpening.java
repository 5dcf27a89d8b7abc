package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.TrustSheet;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.project.Opened;
import dev.dspex.project.Project;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;
import dev.dspex.project.Template;
import dev.dspex.project.Trust;
import dev.dspex.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** From a path to an open project: reads it, and asks once whether its own code may run. */
final class ProjectOpening {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectOpening.class);

    /** Takes the project that was opened. */
    interface Opener {
        void opened(OpenProject project, StoredRuns runs, Trusting trusting);
    }

    private record Ready(OpenProject project, boolean trusted, boolean ask) {}

    private final Background background;
    private final Trust trust;
    private final Path personalData;
    private final Path samples;
    private final MainWindow window;
    private final Opener opener;
    private boolean closed;

    ProjectOpening(Background background, Path personalData, MainWindow window, Opener opener) {
        this.background = background;
        this.trust = new Trust(personalData);
        this.personalData = personalData;
        this.samples = personalData.resolve("samples");
        this.window = window;
        this.opener = opener;
    }

    static boolean isProject(Path folder) {
        return Files.isRegularFile(folder.resolve(ProjectFile.NAME));
    }

    void open(Path path) {
        background.run(() -> read(path), this::ready, error -> failed(path, error));
    }

    /** Opens the person's own copy of a sample: what came with the workbench stays as it is. */
    void sample(Path sample) {
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

    void choose(FileDialogs dialogs) {
        dialogs.folder(window.getScene().getWindow(), text("command.project.open"))
                .ifPresent(this::open);
    }

    /** Makes a project with an empty program where the person wants it, and opens it. */
    void create(FileDialogs dialogs) {
        dialogs.place(
                        window.getScene().getWindow(),
                        text("workbench.new.title"),
                        text("workbench.new.name"))
                .ifPresent(this::create);
    }

    private void create(Path folder) {
        background.run(
                () -> ready(folder, Projects.create(folder, Template.BLANK)),
                this::ready,
                error -> failed(folder, error));
    }

    private Ready read(Path path) throws IOException {
        return ready(path, Projects.open(path));
    }

    private Ready ready(Path path, Opened opened) throws IOException {
        return switch (opened) {
            case Opened.Ok(var project, var program, var problems) -> {
                var main = program == null ? "" : program;
                var read = OpenProject.read(project, main, problems);
                var trusted = trust.trusts(project.folder());
                yield new Ready(read, trusted, !trusted && !code(read).isEmpty());
            }
            case Opened.Bad(var problems) -> throw new IOException(sentence(path, problems));
        };
    }

    /** Names the file only where it is another than the path that the notice names anyway. */
    private static String sentence(Path path, List<Problem> problems) {
        var first = problems.getFirst();
        var named = String.valueOf(first.file()).equals(path.toString());
        return (named ? first.message() : first.text()) + " " + first.hint();
    }

    private void ready(Ready ready) {
        if (!ready.ask()) {
            opened(ready.project(), ready.trusted());
            return;
        }
        var project = ready.project();
        window.showSheet(
                TrustSheet.toOpen(
                        project.folder(),
                        code(project),
                        yes -> {
                            window.closeSheet();
                            if (yes) Trusting.keep(trust, project.folder(), window);
                            opened(project, yes);
                        }));
    }

    /** A run store that cannot be opened leaves the project closed. */
    private void opened(OpenProject project, boolean trusted) {
        background.run(
                () -> StoredRuns.open(project.folder(), personalData),
                runs -> opened(project, runs, trusted),
                error -> failed(project.folder(), told(error)));
    }

    private void opened(OpenProject project, StoredRuns runs, boolean trusted) {
        if (closed) runs.opened().close();
        else opener.opened(project, runs, new Trusting(trust, project.folder(), trusted, window));
    }

    /** Nothing is opened any more: the window is gone. */
    void close() {
        closed = true;
    }

    private static Throwable told(Throwable error) {
        return error instanceof StoreException e
                ? new IOException(
                        Words.told(e.error().message()) + " " + Words.told(e.error().hint()), e)
                : error;
    }

    /** "code/tools.py: order_status, search" for every file that would run. */
    private static List<String> code(OpenProject project) {
        var metric = project.project().file().metric();
        return Stream.concat(
                        project.programs().values().stream().flatMap(p -> refs(p, metric)),
                        refs(Program.empty("none"), metric))
                .distinct()
                .toList();
    }

    private static Stream<String> refs(Program program, String metric) {
        return Project.code(program, metric).stream();
    }

    private void failed(Path path, Throwable error) {
        LOG.warn("{} not opened: {}", path, error.toString());
        window.notices()
                .show(
                        Notice.error(
                                text("workbench.open.failed", path),
                                String.valueOf(error.getMessage())));
    }
}
