package dev.dspex.cli;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.project.Project;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.Checked;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;

/** The variables of a project, for commands. */
final class ProjectVariables {
    private ProjectVariables() {}

    static VariableSpace read(Project project) throws CliException {
        return switch (VariableFile.read(project.folder())) {
            case Checked.Bad(var problems) -> throw CliException.of(problems);
            case Checked.Ok(var space) -> space;
        };
    }

    /** The program with the values of the variables; where something is gone it is said. */
    static Assigned assigned(Terminal terminal, Project project, Program program)
            throws CliException {
        Assigned assigned = Assigned.of(read(project), program);
        if (assigned.problems().stream().anyMatch(Problem::isError)) {
            throw CliException.of(assigned.problems());
        }
        assigned.problems().forEach(problem -> terminal.say("warning: " + problem.text()));
        return assigned;
    }
}
