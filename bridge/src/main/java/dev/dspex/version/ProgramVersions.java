package dev.dspex.version;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.version.Version.Origin;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** The versions of the programs of a project: saved, committed, run. Any thread, one at a time. */
public final class ProgramVersions {
    private static final int RUNS = 200;

    private final Path project;
    private final RunStore runs;
    private final LocalHistory saves;

    public ProgramVersions(Path project, RunStore runs) {
        this.project = project;
        this.runs = runs;
        saves = saves(project);
    }

    /** What was saved of each program of a project. */
    public static LocalHistory saves(Path project) {
        return new LocalHistory(project.resolve(".dspex").resolve("history"));
    }

    /**
     * Newest first; of runs of the same program in a row the first.
     *
     * @throws IOException when the history on the disk or in Git cannot be read
     */
    public List<Version> of(String program) throws IOException {
        var versions = new ArrayList<>(saves.versions(program));
        try (var git = GitHistory.of(project).orElse(null)) {
            if (git != null) versions.addAll(git.commits(file(program)));
        }
        versions.addAll(ran(program));
        versions.sort(Comparator.comparing(Version::when).reversed());
        return versions;
    }

    /** How the file of a program stands in Git; null where the project lies in no repository. */
    public @Nullable Standing standing(String program) throws IOException {
        try (var git = GitHistory.of(project).orElse(null)) {
            return git == null ? null : new Standing(git.branch(), git.status(file(program)));
        }
    }

    /** The branch and how a file stands against its last commit. */
    public record Standing(String branch, GitHistory.Status status) {}

    /** A version as a program; Bad names the version where it cannot be read any more. */
    public Read read(String program, Version version) throws IOException {
        return switch (version.origin()) {
            case SAVED -> saves.read(program, version.id());
            case RUN ->
                    runs.run(version.id())
                            .map(run -> parse(run.request().path("program").toString(), version))
                            .orElseGet(() -> gone(version));
            case COMMIT -> {
                try (var git = GitHistory.of(project).orElse(null)) {
                    var text =
                            git == null ? null : git.text(file(program), version.id()).orElse(null);
                    yield text == null ? gone(version) : parse(text, version);
                }
            }
        };
    }

    private static Read parse(String text, Version version) {
        return ProgramFile.parse(text, version.id());
    }

    private static Read gone(Version version) {
        return new Read.Bad(
                List.of(
                        Problem.error(
                                "version_gone",
                                "The version " + version.id() + " is not there any more.",
                                "Choose another version.")));
    }

    private List<Version> ran(String program) {
        var versions = new ArrayList<Version>();
        String last = "";
        var found = runs.runs(new RunFilter(null, program, Set.of(), RUNS));
        for (var run : found.reversed()) {
            var text = run.request().path("program").toString();
            if (text.isEmpty() || text.equals(last)) continue;
            last = text;
            versions.add(version(run));
        }
        return versions;
    }

    private static Version version(RunSummary run) {
        var when = Instant.ofEpochMilli((long) run.queued());
        return new Version(Origin.RUN, run.id(), when, String.valueOf(run.number()), "");
    }

    private Path file(String program) {
        return project.resolve("programs").resolve(program + ProgramFile.SUFFIX);
    }

    /** The program of a version that can be read, whole or as a draft. */
    public static @Nullable Program program(Read read) {
        return switch (read) {
            case Read.Ok ok -> ok.program();
            case Read.Draft draft -> draft.program();
            case Read.Bad _ -> null;
        };
    }
}
