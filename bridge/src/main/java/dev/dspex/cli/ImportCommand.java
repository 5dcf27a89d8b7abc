package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.infra.Paths;
import dev.dspex.infra.Settings;
import dev.dspex.program.TextFile;
import dev.dspex.project.Imports;
import dev.dspex.project.Imports.Placed;
import dev.dspex.project.Opened;
import dev.dspex.project.ProjectFile;
import dev.dspex.project.Projects;
import dev.dspex.run.Queries;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

@Command(
        name = "import",
        description =
                "Read Python files, saved DSPy states, JSON Schemas or dspy-cli projects into a"
                        + " project. Nothing of them is run.")
final class ImportCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Python file, saved state or JSON Schema (.json), or dspy-cli folder.")
    List<Path> files = List.of();

    @Option(
            names = "--into",
            required = true,
            paramLabel = "PROJECT",
            description = "Project folder; made when it does not exist or is empty.")
    Path into = Path.of("");

    @Option(
            names = "--entry",
            paramLabel = "NAME",
            description =
                    "Class or predictor to read; for a saved state, the program it belongs to.")
    @Nullable String entry;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        ObjectNode document = Terminal.MAPPER.createObjectNode();
        document.put("project", into.toAbsolutePath().normalize().toString());
        document.putArray("programs");
        document.putArray("files");
        document.putNull("state");
        document.putArray("findings");
        Paths paths = Paths.detect();
        try (Engine engine = new Engine(terminal, paths, Settings.load(paths.settings()))) {
            for (Path file : files) {
                one(terminal, engine, file, document);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        if (options.json) {
            terminal.json(document);
        } else {
            document.path("files").forEach(file -> terminal.line(file.asString("")));
        }
        return ExitCode.DONE;
    }

    private void one(Terminal terminal, Engine engine, Path file, ObjectNode document)
            throws CliException, IOException, InterruptedException {
        if (Files.notExists(file)) {
            throw CliException.input(
                    "missing_file", "The file " + file + " does not exist.", "Check its path.");
        }
        if (StateImport.isState(file)) {
            new StateImport(terminal, options, into, entry).take(file, document);
            return;
        }
        ObjectNode answer =
                switch (engine.queries().importFrom(file, entry, null)) {
                    case Queries.Answer.Ok ok -> ok.body();
                    case Queries.Answer.Failed failed ->
                            throw new CliException(failed.error(), ExitCode.of(failed.error()));
                };
        tell(terminal, file, answer, document);
        if (answer.path("programs").isEmpty()) {
            throw severalEntries(file, answer);
        }
        ProjectFile before = project(answer);
        List<String> programs =
                switch (Imports.place(into, answer.path("programs"))) {
                    case Placed.Done done -> {
                        ArrayNode list = document.withArray("/files");
                        done.files().forEach(name -> list.add(into.resolve(name).toString()));
                        yield done.programs();
                    }
                    case Placed.Refused refused -> throw CliException.of(refused.problems());
                };
        ArrayNode list = document.withArray("/programs");
        for (JsonNode program : answer.path("programs")) {
            list.addObject()
                    .put("name", program.path("program").path("name").asString(""))
                    .put("entry", program.path("entry").asString(""))
                    .put("graph", program.path("graph").asBoolean(false));
        }
        if (before.program() == null) {
            before.withProgram(programs.getFirst()).write(into);
        }
    }

    /** The project, made anew where there is none. */
    private ProjectFile project(JsonNode answer) throws CliException, IOException {
        if (Files.notExists(into.resolve(ProjectFile.NAME))) {
            if (Files.exists(into) && !Files.isDirectory(into)) {
                throw CliException.input(
                        "no_project", into + " is a file.", "Name a project folder.");
            }
            String name = String.valueOf(into.toAbsolutePath().normalize().getFileName());
            ProjectFile.of(answer.at("/settings/name").asString(name), null).write(into);
            if (Files.notExists(into.resolve(".gitignore"))) {
                TextFile.write(into.resolve(".gitignore"), ".dspex/\n__pycache__/\n");
            }
        }
        return switch (Projects.open(into)) {
            case Opened.Ok ok -> ok.project().file();
            case Opened.Bad bad -> throw CliException.of(bad.problems());
        };
    }

    private static void tell(Terminal terminal, Path file, JsonNode answer, ObjectNode document) {
        ArrayNode list = document.withArray("/findings");
        for (JsonNode finding : answer.path("findings")) {
            list.add(finding);
            String place = finding.path("file").asString(file.toString());
            if (finding.path("line").isInt()) {
                place += ":" + finding.path("line").asInt();
            }
            terminal.say(place + ": " + finding.path("message").asString(""));
        }
    }

    private static CliException severalEntries(Path file, JsonNode answer) {
        StringJoiner names = new StringJoiner(", ");
        for (JsonNode found : answer.path("entries")) {
            names.add(
                    found.path("name").asString("") + " (line " + found.path("line").asInt() + ")");
        }
        return CliException.input(
                "entry_needed",
                "The file " + file + " has several programs: " + names + ".",
                "Choose one with --entry NAME.");
    }

    private CliException unwritable(IOException e) {
        return new CliException(
                RunError.of(
                        "folder_not_written",
                        "The folder " + into + " could not be written.",
                        "Check its permissions and the free space.",
                        e.toString()),
                ExitCode.ENVIRONMENT);
    }
}
