package dev.dspex.run;

import dev.dspex.orchestration.Arm;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.variable.Targets;

import java.util.List;

/** A module of a session: the program with it. */
public record SessionArm(Arm arm, Setup setup) {
    /**
     * The arm of a program.
     *
     * @param setup of the program as it is, with the LM that the arm names among its others
     * @throws IllegalArgumentException where the program has no module node that it names
     */
    public static SessionArm of(Setup setup, Arm arm) {
        Program program = setup.program();
        List<String> nodes =
                program.nodes().stream()
                        .filter(ModuleNode.class::isInstance)
                        .map(Node::id)
                        .filter(id -> arm.node() == null || arm.node().equals(id))
                        .toList();
        if (nodes.isEmpty()) throw new IllegalArgumentException("no module node " + arm.node());
        for (String node : nodes) {
            if (arm.kind() != null) program = Targets.set(program, node, Targets.KIND, arm.kind());
            if (arm.lm() != null) program = Targets.set(program, node, Targets.LM, arm.lm());
        }
        return new SessionArm(arm, setup.withProgram(program));
    }

    /** Name of the arm. */
    public String name() {
        return arm.name();
    }
}
