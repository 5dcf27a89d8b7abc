package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * A program within a program. Record types are those of the program at the top, so that the inner
 * one holds none itself.
 *
 * @param program always named {@link #NAME}
 */
public record ProgramNode(NodeHead head, Program program) implements Node {

    public static final String KIND = "program";

    /** Name of every inner program; files do not say it. */
    public static final String NAME = "nested";

    public ProgramNode {
        Objects.requireNonNull(head, "head");
        program = program.withName(NAME).withTypes(List.of());
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public List<Field> inputs() {
        return program.inputs();
    }

    @Override
    public List<Field> outputs() {
        return program.outputs();
    }

    @Override
    public ProgramNode withHead(NodeHead newHead) {
        return new ProgramNode(newHead, program);
    }

    public ProgramNode withProgram(Program newProgram) {
        return new ProgramNode(head, newProgram);
    }
}
