package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.run.RunRequest;
import dev.dspex.stream.Pick;
import dev.dspex.stream.StreamPlan;
import dev.dspex.stream.StreamsFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

@Command(
        name = "stream",
        description =
                "Run a program in the lanes of the project's streams.json, watched by its rules,"
                        + " and take one answer.")
final class StreamCommand extends ProjectCommand {
    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            description =
                    "An input; without any those that were streamed last. Text as it is, other"
                            + " types as JSON, @FILE for a file's content.")
    Map<String, String> inputs = new LinkedHashMap<>();

    @Option(
            names = "--pick",
            paramLabel = "WAY",
            description = "RACE, BEST_OF, SPECULATIVE or ALL; without it as the file says.")
    @Nullable Pick pick;

    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        // Opened twice: which LMs are needed stands in the file of the program.
        StreamsFile.Stored stored;
        try (Workspace workspace = Workspace.open(terminal, options, program.place)) {
            stored = stored(workspace.setup().project(), workspace.program().name());
        }
        StreamPlan plan = stored.plan();
        String[] lms = plan.everyLm().toArray(String[]::new);
        try (Workspace workspace = Workspace.open(terminal, options, program.place, lms)) {
            ObjectNode given =
                    inputs.isEmpty()
                            ? stored.inputs()
                            : InputValues.read(workspace.program(), inputs);
            RunRequest request =
                    new RunRequest.Streams(
                            workspace.setup(),
                            given,
                            Terminal.MAPPER.createObjectNode(),
                            pick == null ? plan : plan.picking(pick),
                            new RunRequest.Part.Whole());
            return Job.run(terminal, workspace.runs(), request, options.json, false);
        }
    }

    private static StreamsFile.Stored stored(Path project, String program) throws CliException {
        return switch (StreamsFile.read(project, program)) {
            case StreamsFile.Read.Ok(StreamsFile.@Nullable Stored stored) ->
                    stored != null
                            ? stored
                            : new StreamsFile.Stored(
                                    StreamPlan.simple(), Terminal.MAPPER.createObjectNode());
            case StreamsFile.Read.Bad(String why) ->
                    throw new CliException(
                            RunError.of(
                                    "bad_streams",
                                    "The file " + StreamsFile.NAME + " cannot be read.",
                                    why,
                                    project.resolve(StreamsFile.NAME) + ": " + why),
                            ExitCode.INPUT);
        };
    }
}
