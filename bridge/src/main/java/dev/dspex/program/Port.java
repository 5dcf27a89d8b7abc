package dev.dspex.program;

import java.util.Objects;

/** One end of a link: a node id, or {@code input} or {@code output}, and a field of it. */
public record Port(String node, String field) {

    public Port {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(field, "field");
    }

    public static Port input(String field) {
        return new Port(Names.INPUT, field);
    }

    public static Port output(String field) {
        return new Port(Names.OUTPUT, field);
    }

    /** {@code node.field}, as in program files. */
    public String text() {
        return node + "." + field;
    }
}
