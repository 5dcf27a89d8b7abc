package dev.dspex.cli;

import dev.dspex.run.Outcome;
import dev.dspex.run.RunRequest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "scaffold",
        description =
                "Have a Python function and its tests written for a task. It is kept only when the"
                        + " tests hold in the sandbox and notice programs that are wrong; fails"
                        + " otherwise.")
final class ScaffoldCommand extends ProjectCommand {
    @Option(
            names = "--task",
            required = true,
            paramLabel = "TEXT",
            description = "What the function does, with what counts at the edges.")
    String task = "";

    @Option(
            names = "--function",
            required = true,
            paramLabel = "HEAD",
            description = "Name and arguments, as \"double(x: float) -> float\".")
    String function = "";

    @Option(
            names = "--corrections",
            paramLabel = "N",
            description = "How often what was wrong is given back; ${DEFAULT-VALUE} without it.")
    int corrections = RunRequest.Scaffold.CORRECTIONS;

    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        if (corrections < 0) {
            throw CliException.input(
                    "usage", "--corrections is a number from 0 on.", "Leave it out for two.");
        }
        try (Workspace workspace = Workspace.open(terminal, options, program.place)) {
            RunRequest request =
                    new RunRequest.Scaffold(workspace.setup(), task, function, corrections);
            return Job.run(
                    terminal,
                    workspace.runs(),
                    request,
                    options.json,
                    false,
                    result -> result.outcome() instanceof Outcome.Written w && w.accepted());
        }
    }
}
