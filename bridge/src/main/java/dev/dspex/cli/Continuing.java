package dev.dspex.cli;

import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.run.Runs;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.function.BiPredicate;
import java.util.function.Function;

/** Going on with an optimization: the same run, or a new one that begins with what it has. */
final class Continuing {
    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was paused, stopped, interrupted, or failed.")
    @Nullable String resume;

    @Option(
            names = "--branch",
            paramLabel = "RUN[/CANDIDATE]",
            description =
                    "Start a new run from a run, or from one of its candidates, such as 31/c4;"
                            + " what the run was answered is not paid again.")
    @Nullable String branch;

    /** Takes a request as it was, and whether it is for a branch; gives it as it is to be. */
    interface Changes {
        RunRequest.Optimization apply(RunRequest.Optimization before, boolean branch);
    }

    boolean asked() {
        return resume != null || branch != null;
    }

    int run(
            Terminal terminal,
            ProjectOptions options,
            @Nullable String place,
            Changes changes,
            BiPredicate<Workspace, RunResult> good)
            throws CliException, InterruptedException {
        if (resume != null && branch != null) {
            throw CliException.input(
                    "usage",
                    "A run is either resumed or branched.",
                    "Give --resume or --branch, not both.");
        }
        String named = resume != null ? resume : String.valueOf(branch);
        int slash = named.indexOf('/');
        String candidate = resume != null || slash < 0 ? null : named.substring(slash + 1);
        StoredRun stored =
                StoredRun.find(
                        options, place, candidate == null ? named : named.substring(0, slash));
        if (!stored.summary().kind().equals("optimize")) {
            throw CliException.input(
                    "usage",
                    "The run " + stored.summary().id() + " is no optimization.",
                    "\"dspex runs\" lists the runs with their kinds.");
        }
        try (Workspace workspace = stored.workspace(terminal, options)) {
            RunRequest.Optimization before = stored.optimization(workspace);
            if (candidate != null) {
                before = stored.from(candidate, before, workspace);
            }
            RunRequest.Optimization request = changes.apply(before, branch != null);
            return Job.run(
                    terminal,
                    workspace.runs(),
                    begin(stored.summary(), request),
                    request.kind(),
                    options.json,
                    false,
                    result -> good.test(workspace, result));
        }
    }

    private Function<Runs, RunHandle> begin(RunSummary run, RunRequest request) {
        return resume != null
                ? runs -> runs.resume(run.id(), request)
                : runs -> runs.branch(run.id(), request);
    }
}
