package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.fx.Background;
import dev.dspex.app.kit.FileDialogs;
import dev.dspex.app.notify.Notice;
import dev.dspex.app.shell.ChoiceSheet;
import dev.dspex.app.shell.MainWindow;
import dev.dspex.program.TextFile;
import dev.dspex.program.Words;
import dev.dspex.project.Imports;
import dev.dspex.run.Queries;
import dev.dspex.run.Setup;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Takes Python files, schemas and saved states of DSPy into the open project. Nothing of them is
 * run, and nothing in the project is written over. JavaFX thread only.
 */
final class Importing {
    private static final Logger LOG = LoggerFactory.getLogger(Importing.class);
    private static final List<String> PATTERNS = List.of("*.py", "*.json");
    private static final int SHOWN = 6;

    /** What was taken in: the files, the program to open, and what the person must know. */
    private record Taken(List<String> files, @Nullable String program, String told) {}

    private final OpenProject project;
    private final Queries queries;
    private final Callable<Setup> setup;
    private final Background background;
    private final MainWindow window;
    private final Consumer<@Nullable String> reopen;

    /**
     * @param setup of the main program, which a saved state is bound to
     * @param reopen reads the project again and opens a program of it
     */
    Importing(
            OpenProject project,
            Queries queries,
            Callable<Setup> setup,
            Background background,
            MainWindow window,
            Consumer<@Nullable String> reopen) {
        this.project = project;
        this.queries = queries;
        this.setup = setup;
        this.background = background;
        this.window = window;
        this.reopen = reopen;
    }

    void choose(FileDialogs dialogs) {
        dialogs.file(window.getScene().getWindow(), text("workbench.import.title"), PATTERNS)
                .ifPresent(file -> read(file, null));
    }

    private void read(Path file, @Nullable String entry) {
        background.run(
                () -> queries.importFrom(file, entry, setup.call()),
                answer -> {
                    switch (answer) {
                        case Queries.Answer.Ok(var body) -> take(file, body);
                        case Queries.Answer.Failed(var error) ->
                                failed(
                                        file,
                                        Words.told(error.message())
                                                + " "
                                                + Words.told(error.hint()));
                    }
                },
                error -> failed(file, error));
    }

    private void take(Path file, JsonNode read) {
        if (read.path("state").isObject()) place(file, () -> state(file, read.path("state")));
        else if (read.path("programs").isEmpty()) ask(file, read.path("entries"));
        else place(file, () -> programs(read));
    }

    /** Several programs stand in the file: which? */
    private void ask(Path file, JsonNode entries) {
        var names = entries.valueStream().map(e -> e.path("name").asString("")).toList();
        window.showSheet(
                new ChoiceSheet(
                        text("workbench.import.which"),
                        text("workbench.import.which.help", file.getFileName()),
                        names,
                        name -> {
                            window.closeSheet();
                            read(file, name);
                        },
                        window::closeSheet));
    }

    private void place(Path file, Callable<Taken> work) {
        background.run(work, this::placed, error -> failed(file, error));
    }

    private Taken programs(JsonNode read) throws IOException {
        return switch (Imports.place(project.folder(), read.path("programs"))) {
            case Imports.Placed.Done done ->
                    new Taken(
                            done.files().stream().map(this::inProject).toList(),
                            done.programs().getFirst(),
                            told(read.path("findings"), "message"));
            case Imports.Placed.Refused refused ->
                    throw new IOException(
                            refused.problems().getFirst().text()
                                    + " "
                                    + refused.problems().getFirst().hint());
        };
    }

    private Taken state(Path file, JsonNode bound) throws IOException {
        var folder = project.folder().resolve("state").resolve(project.main());
        var name = String.valueOf(file.getFileName());
        var target = folder.resolve(name);
        for (int n = 2; Files.exists(target); n++)
            target = folder.resolve(name.replaceFirst("\\.json$", "-" + n + ".json"));
        TextFile.write(target, bound.path("state").toPrettyString() + "\n");
        var told = new ArrayList<String>();
        bound.path("missing")
                .forEach(p -> told.add(text("workbench.import.missing", p.asString(""))));
        bound.path("extra").forEach(p -> told.add(text("workbench.import.extra", p.asString(""))));
        bound.path("differences")
                .forEach(
                        d ->
                                told.add(
                                        text(
                                                "workbench.import.difference",
                                                d.path("predictor").asString(""),
                                                Words.told(d.path("message").asString("")))));
        var written = inProject(target);
        return new Taken(List.of(written), null, String.join("\n", told));
    }

    private String inProject(Path file) {
        var path = file.isAbsolute() ? project.folder().relativize(file) : file;
        return path.toString().replace('\\', '/');
    }

    private static String told(JsonNode findings, String key) {
        var lines =
                findings.valueStream()
                        .limit(SHOWN)
                        .map(f -> Words.told(f.path(key).asString("")))
                        .collect(Collectors.joining("\n"));
        return findings.size() > SHOWN
                ? lines + "\n" + text("workbench.import.more", findings.size() - SHOWN)
                : lines;
    }

    private void placed(Taken taken) {
        reopen.accept(taken.program());
        var words = text("workbench.import.done", String.join(", ", taken.files()));
        window.notices()
                .show(
                        taken.told().isEmpty()
                                ? Notice.ok(words)
                                : Notice.warning(words, taken.told()));
    }

    private void failed(Path file, Throwable error) {
        LOG.warn("{} not imported", file, error);
        failed(file, String.valueOf(error.getMessage()));
    }

    private void failed(Path file, String why) {
        window.notices()
                .show(Notice.error(text("workbench.import.failed", file.getFileName()), why));
    }
}
