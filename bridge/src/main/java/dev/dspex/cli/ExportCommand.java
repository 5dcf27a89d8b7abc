package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.run.Queries;
import dev.dspex.run.Setup;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Command(
        name = "export",
        description = "Write a program as plain Python, DSPy state or a notebook.")
final class ExportCommand extends ProjectCommand {
    private static final List<String> FORMATS = List.of("python", "state", "notebook");

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "python, state, notebook (default: python).")
    List<String> formats = List.of("python");

    @Mixin OutFolder out = new OutFolder();
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        for (String format : formats) {
            if (!FORMATS.contains(format)) {
                throw OutFolder.unknownFormat(format, FORMATS);
            }
        }
        try (Workspace workspace = Workspace.open(terminal, options, program.place)) {
            Map<String, String> files = files(workspace);
            write(files);
            sayPinned(terminal, workspace.program());
            OutFolder.say(
                    terminal,
                    files.keySet().stream().map(out.path::resolve).toList(),
                    options.json);
            return ExitCode.DONE;
        }
    }

    /** Pins are for trying things out: exported Python always asks. */
    private static void sayPinned(Terminal terminal, Program program) {
        List<String> pinned =
                program.everyNode().filter(node -> !node.pinned().isEmpty()).map(Node::id).toList();
        if (!pinned.isEmpty()) {
            terminal.say(
                    "Pinned outputs are not exported; what is exported runs "
                            + String.join(", ", pinned)
                            + ".");
        }
    }

    private Map<String, String> files(Workspace workspace)
            throws CliException, InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        String name = workspace.program().name();
        if (formats.contains("python") || formats.contains("notebook")) {
            ObjectNode python = python(workspace, name);
            String source = python.path("source").asString("");
            if (formats.contains("python")) {
                files.put(name + ".py", source);
            }
            if (formats.contains("notebook")) {
                files.put(name + ".ipynb", Notebook.of(name, source));
            }
            for (Map.Entry<String, JsonNode> file : python.path("files").properties()) {
                files.put(file.getKey(), file.getValue().asString(""));
            }
        }
        if (formats.contains("state")) {
            Setup.State state = workspace.setup().state();
            if (state == null) {
                throw CliException.input(
                        "no_state",
                        "The program has no learned state in use.",
                        "Optimize it with --apply first, or leave out the format state.");
            }
            files.put(name + ".json", state.content().toPrettyString() + "\n");
        }
        return files;
    }

    private static ObjectNode python(Workspace workspace, String name)
            throws CliException, InterruptedException {
        return switch (workspace.runs().queries().exportPython(workspace.setup(), name)) {
            case Queries.Answer.Ok ok -> ok.body();
            case Queries.Answer.Failed failed -> throw new CliException(failed.error());
        };
    }

    private void write(Map<String, String> files) throws CliException {
        Path root = out.path.toAbsolutePath().normalize();
        try {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                Path file = root.resolve(entry.getKey()).normalize();
                if (!file.startsWith(root)) {
                    throw new IOException(entry.getKey() + " leads out of the folder");
                }
                Files.createDirectories(file.getParent());
                Files.writeString(file, entry.getValue());
            }
        } catch (IOException e) {
            throw new CliException(
                    RunError.of(
                            "folder_not_written",
                            "The folder " + out.path + " could not be written.",
                            "Check its permissions and the free space.",
                            e.toString()),
                    ExitCode.ENVIRONMENT);
        }
    }
}
