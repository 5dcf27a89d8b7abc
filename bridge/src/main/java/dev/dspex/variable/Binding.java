package dev.dspex.variable;

import java.util.Objects;

/**
 * A variable drives a parameter of a program.
 *
 * @param program name of the program
 * @param node id of the node, with those of the inner programs around it and dots between; empty
 *     for a parameter of the program as a whole
 * @param parameter as {@link Target} names it
 */
public record Binding(String variable, String program, String node, String parameter) {
    public Binding {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(parameter, "parameter");
    }

    /** What is driven, whichever variable does it. */
    public String target() {
        return program + (node.isEmpty() ? "" : "/" + node) + "." + parameter;
    }
}
