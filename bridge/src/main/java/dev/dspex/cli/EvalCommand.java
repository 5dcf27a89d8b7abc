package dev.dspex.cli;

import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "eval", description = "Score a program on rows.")
final class EvalCommand extends ProjectCommand {
    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Rows of the project: train, validation or test (default: validation).")
    @Nullable String split;

    @Option(
            names = "--fail-under",
            paramLabel = "X",
            description = "Exit 1 under this score (0 to 1).")
    @Nullable Double failUnder;

    @Mixin ScoringOptions scoring = new ScoringOptions();
    @Mixin InFlight inFlight = new InFlight();
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        try (Workspace workspace =
                Workspace.open(terminal, options, program.place, scoring.judge())) {
            RunRequest request = request(workspace);
            return Job.run(terminal, workspace.runs(), request, options.json, false, this::enough);
        }
    }

    private RunRequest request(Workspace workspace) throws CliException {
        return new RunRequest.Evaluation(
                workspace.setup(),
                workspace.rows(scoring.data, split, scoring.limit),
                workspace.metric(scoring.metric),
                scoring.limit,
                inFlight.workers(),
                inFlight.threads());
    }

    /** Whether the score is high enough. */
    private boolean enough(RunResult result) {
        return failUnder == null
                || !(result.outcome() instanceof dev.dspex.run.Outcome.Scored scored)
                || scored.score() >= failUnder;
    }
}
