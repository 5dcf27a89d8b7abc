package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.app.shell.NameSheet;
import dev.dspex.program.Names;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** New programs of an open project, and which of them Run runs. JavaFX thread only. */
final class ProjectPrograms {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectPrograms.class);

    private final OpenProject project;
    private final Background background;
    private final MainWindow window;
    private final Consumer<String> reopen;

    /**
     * @param reopen reads the project again and opens a program of it
     */
    ProjectPrograms(
            OpenProject project,
            Background background,
            MainWindow window,
            Consumer<String> reopen) {
        this.project = project;
        this.background = background;
        this.window = window;
        this.reopen = reopen;
    }

    /** Asks for a name and opens an empty program of it. */
    void create() {
        var sheet =
                new NameSheet(
                        text("workbench.program.new"),
                        text("workbench.program.new.help"),
                        text("workbench.program.create"),
                        this::bad,
                        name -> {
                            window.closeSheet();
                            write(name);
                        },
                        window::closeSheet);
        window.showSheet(sheet);
        sheet.takeKeyboard();
    }

    private Optional<String> bad(String name) {
        if (project.project().programs().stream().anyMatch(name::equalsIgnoreCase))
            return Optional.of(text("workbench.program.taken", name));
        return Names.badProgram(name).map(_ -> text("workbench.program.badname"));
    }

    private void write(String name) {
        change(
                name,
                () -> {
                    var file = project.project().programPath(name);
                    if (Files.exists(file)) throw new FileAlreadyExistsException(file.toString());
                    ProgramFile.write(file, Program.empty(name));
                    return name;
                });
    }

    /** From now on it is this program that Run runs. A learned state of another one rests. */
    void makeMain(String name) {
        if (name.equals(project.main())) {
            window.notices().show(Notice.ok(text("workbench.program.main", name)));
            return;
        }
        change(
                name,
                () -> {
                    var file = project.file();
                    var state = file.state();
                    var own = state != null && state.startsWith("state/" + name + "/");
                    file.withProgram(name).withState(own ? state : null).write(project.folder());
                    return name;
                });
    }

    private void change(String name, Callable<String> work) {
        background.run(
                work,
                reopen,
                error -> {
                    LOG.warn("{} not changed", name, error);
                    window.notices()
                            .show(
                                    Notice.error(
                                            text("workbench.program.failed", name),
                                            String.valueOf(error.getMessage())));
                });
    }
}
