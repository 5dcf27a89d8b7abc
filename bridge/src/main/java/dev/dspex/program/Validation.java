package dev.dspex.program;

import java.util.ArrayList;
import java.util.List;

/** Whether the parts of a program fit together. Pure, and quick enough to run after each edit. */
public final class Validation {

    private Validation() {}

    /** All problems, errors first; a program without errors can run. */
    public static List<Problem> check(Program program) {
        List<Problem> problems = new ArrayList<>();
        findings(program).forEach(finding -> problems.add(finding.problem()));
        problems.sort((a, b) -> a.severity().compareTo(b.severity()));
        return List.copyOf(problems);
    }

    static List<Finding> findings(Program program) {
        List<Finding> found = new ArrayList<>();
        new FieldRules(program, found).check();
        new NodeRules(program, found).check();
        new LinkRules(program, found).check();
        return found;
    }
}
