package dev.dspex.cli;

import dev.dspex.event.RunError;
import dev.dspex.project.Locked;
import dev.dspex.project.Project;
import dev.dspex.project.ProjectLock;
import dev.dspex.variable.Step;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;
import dev.dspex.variable.VariableValues;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;

/** What commands write into a project that nobody else has open. */
record ProjectWrites(Project project) {
    /** Makes a learned state the one in use. */
    void use(String state) throws CliException {
        write(
                () -> project.file().withState(state).write(project.folder()),
                "Put \"state\": \"" + state + "\" into dspex.json there.");
    }

    /** Gives variables the values that were found. */
    void use(ObjectNode values) throws CliException {
        VariableSpace space = ProjectVariables.read(project);
        switch (space.with(VariableValues.chosen(space, values))) {
            case Step.Refused(var problems) -> throw CliException.of(problems);
            case Step.Taken(var next, var _) ->
                    write(
                            () -> VariableFile.write(project.folder(), next),
                            "Set the values in the window there.");
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /**
     * Writes into the project while nobody else has it open.
     *
     * @param there what to do instead in the window that has it open
     */
    private void write(Writing writing, String there) throws CliException {
        switch (ProjectLock.tryLock(project.folder())) {
            case Locked.Here here -> {
                try (ProjectLock _ = here.lock()) {
                    writing.run();
                } catch (IOException e) {
                    throw unwritable(e.toString());
                }
            }
            case Locked.Elsewhere elsewhere ->
                    throw CliException.input("project_locked", elsewhere.message(), there);
            case Locked.Unwritable unwritable -> throw unwritable(unwritable.log());
        }
    }

    private static CliException unwritable(String log) {
        return new CliException(
                RunError.of(
                        "project_read_only",
                        "dspex.json could not be changed.",
                        "Give yourself the right to write to the project.",
                        log),
                ExitCode.ENVIRONMENT);
    }
}
