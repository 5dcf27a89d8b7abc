package dev.dspex.app;

import dev.dspex.program.Problem;

import java.util.List;

/**
 * The rows of a project where the window shows them: tree, problems, inputs. JavaFX thread only.
 */
final class ShownData {
    private final OpenProject project;
    private final ProjectData data;
    private final ProjectVariables variables;
    private final RunTools tools;
    private final DesignPlace design;
    private List<Problem> problems = List.of();

    ShownData(
            OpenProject project,
            ProjectData data,
            ProjectVariables variables,
            RunTools tools,
            DesignPlace design) {
        this.project = project;
        this.data = data;
        this.variables = variables;
        this.tools = tools;
        this.design = design;
    }

    /** Reads the data anew: it is shown for the first time, or was edited. */
    void read() {
        data.read(this::checked, () -> tools.offer(data.picked().getFirst().values()));
    }

    /** What is wrong with the data now stands in the place of what was. */
    private void checked(List<Problem> found) {
        design.problems().removeAll(problems);
        problems = found;
        design.problems().addAll(found);
        showTree();
    }

    void showTree() {
        design.tree().setAll(ProjectTree.of(project, data.rows(), variables.count(), design::open));
    }
}
