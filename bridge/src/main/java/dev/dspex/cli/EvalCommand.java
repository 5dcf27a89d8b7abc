package dev.dspex.cli;

import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "eval", description = "Score a program on rows.")
final class EvalCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "PROGRAM",
            arity = "0..1",
            description = "Program file, project folder or program name.")
    @Nullable String program;

    @Option(names = "--data", paramLabel = "FILE", description = "Rows: a .jsonl or .csv file.")
    @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Rows of the project: train, validation or test (default: validation).")
    @Nullable String split;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = "Such as exact or code/m.py:f.")
    @Nullable String metric;

    @Option(names = "--limit", paramLabel = "N", description = "At most the first N rows.")
    @Nullable Integer limit;

    @Option(
            names = "--fail-under",
            paramLabel = "X",
            description = "Exit 1 under this score (0 to 1).")
    @Nullable Double failUnder;

    @Mixin InFlight inFlight = new InFlight();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        try (Workspace workspace = Workspace.open(terminal, options, program)) {
            RunRequest request = request(workspace);
            return Job.run(terminal, workspace.runs(), request, options.json, false, this::enough);
        }
    }

    private RunRequest request(Workspace workspace) throws CliException {
        return new RunRequest.Evaluation(
                workspace.setup(),
                workspace.rows(data, split, limit),
                workspace.metric(metric),
                limit,
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
