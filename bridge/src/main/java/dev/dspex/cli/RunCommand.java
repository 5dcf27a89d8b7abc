package dev.dspex.cli;

import dev.dspex.run.RunRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.LinkedHashMap;
import java.util.Map;

@Command(name = "run", description = "Run a program once.")
final class RunCommand extends ProjectCommand {
    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description =
                    "An input. Text as it is, other types as JSON, @FILE for a file's content.")
    Map<String, String> inputs = new LinkedHashMap<>();

    @Option(names = "--stream", description = "Show the answer while it arrives.")
    boolean stream;

    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        try (Workspace workspace = Workspace.open(terminal, options, program.place)) {
            RunRequest request =
                    new RunRequest.Once(
                            workspace.setup(),
                            InputValues.read(workspace.program(), inputs),
                            stream);
            return Job.run(terminal, workspace.runs(), request, options.json, stream);
        }
    }
}
