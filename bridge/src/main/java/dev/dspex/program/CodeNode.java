package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * A node that runs Python of the program file.
 *
 * @param source defines {@code run}, which takes the inputs by name and returns a dict of the
 *     outputs
 */
public record CodeNode(NodeHead head, List<Field> inputs, List<Field> outputs, String source)
        implements Node {

    public static final String KIND = "code";

    public CodeNode {
        Objects.requireNonNull(head, "head");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        Objects.requireNonNull(source, "source");
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public CodeNode withHead(NodeHead newHead) {
        return new CodeNode(newHead, inputs, outputs, source);
    }

    public CodeNode withSource(String newSource) {
        return new CodeNode(head, inputs, outputs, newSource);
    }
}
