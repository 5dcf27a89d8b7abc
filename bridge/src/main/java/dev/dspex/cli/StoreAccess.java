package dev.dspex.cli;

import dev.dspex.infra.Paths;
import dev.dspex.store.ProjectStore;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/** The run store of the project that a command is about. */
final class StoreAccess implements AutoCloseable {
    private final Path project;
    private final ProjectStore store;

    private StoreAccess(Path project, ProjectStore store) {
        this.project = project;
        this.store = store;
    }

    /**
     * Opens it.
     *
     * @param place the project as named on the command line; null for --project, else here
     */
    static StoreAccess open(ProjectOptions options, @Nullable String place) throws CliException {
        Path project = ProgramPlace.project(options, place);
        return open(project);
    }

    static StoreAccess open(Path project) throws CliException {
        if (!Files.isDirectory(project)) {
            throw CliException.input(
                    "missing_project",
                    "The folder " + project + " does not exist.",
                    "Check the path of the project.");
        }
        try {
            return new StoreAccess(project, ProjectStore.open(project, Paths.detect().data()));
        } catch (StoreException e) {
            throw new CliException(e.error());
        }
    }

    Path project() {
        return project;
    }

    RunStore store() {
        return store.store();
    }

    /** Whether runs are kept outside of the project, because it cannot be written. */
    boolean personal() {
        return store.personal();
    }

    /** A run by id or number. */
    RunSummary find(String run) throws CliException {
        return store().find(run)
                .orElseThrow(
                        () ->
                                CliException.input(
                                        "run_unknown",
                                        "There is no run \"" + run + "\" in " + project + ".",
                                        "\"dspex runs\" lists the runs; --project names another"
                                                + " project."));
    }

    @Override
    public void close() {
        store.close();
    }
}
