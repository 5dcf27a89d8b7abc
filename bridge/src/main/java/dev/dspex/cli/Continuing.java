package dev.dspex.cli;

import dev.dspex.run.RunHandle;
import dev.dspex.run.RunRequest;
import dev.dspex.run.RunResult;
import dev.dspex.run.Runs;
import dev.dspex.run.Setup;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                before = from(stored, candidate, before);
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

    /** The request beginning with a candidate of the run. */
    private static RunRequest.Optimization from(
            StoredRun stored, String candidate, RunRequest.Optimization request)
            throws CliException {
        Path file = stored.journal().resolve("candidates").resolve(candidate + ".json");
        boolean plain = candidate.matches("c[0-9]{1,9}");
        try {
            if (plain
                    && Terminal.MAPPER.readTree(Files.readString(file))
                            instanceof ObjectNode state) {
                return request.from(new Setup.State(null, state));
            }
        } catch (IOException | JacksonException e) {
            // Said below: whoever names a candidate wants to know which there are.
        }
        throw CliException.input(
                "candidate_unknown",
                "The run " + stored.summary().id() + " has no candidate \"" + candidate + "\".",
                "Its candidates are c0 (the program as it was), c1 and so on; the study shows"
                        + " them.");
    }
}
