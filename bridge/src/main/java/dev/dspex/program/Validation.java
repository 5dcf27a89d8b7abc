package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Whether the parts of a program fit together. Pure, and quick enough to run after each edit. */
public final class Validation {

    private Validation() {}

    /**
     * All problems, errors first; a program without errors can run. A problem within an inner
     * program names its node by the path from the top, such as {@code triage.classify}.
     */
    public static List<Problem> check(Program program) {
        List<Problem> problems = new ArrayList<>();
        findings(program).forEach(finding -> problems.add(finding.problem()));
        problems.sort((a, b) -> a.severity().compareTo(b.severity()));
        return List.copyOf(problems);
    }

    static List<Finding> findings(Program program) {
        List<Finding> found = new ArrayList<>();
        new FieldRules(program, found).types();
        level(program, found);
        return found;
    }

    private static void level(Program program, List<Finding> found) {
        new FieldRules(program, found).check();
        new NodeRules(program, found).check();
        new LinkRules(program, found).check();
        for (int i = 0; i < program.nodes().size(); i++) {
            if (program.nodes().get(i) instanceof ProgramNode(NodeHead head, Program inner)) {
                List<Finding> deeper = new ArrayList<>();
                level(inner.withTypes(program.types()), deeper);
                String at = "/nodes/" + i + "/program";
                deeper.forEach(finding -> found.add(within(finding, at, head.id())));
            }
        }
    }

    private static Finding within(Finding finding, String at, String node) {
        Problem problem = finding.problem();
        @Nullable String inner = problem.node();
        String path = inner == null ? node : node + "." + inner;
        return new Finding(at + finding.pointer(), problem.at(path, problem.field()));
    }
}
