package dev.dspex.program;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A node that is a dspy.Module class of the project's own code.
 *
 * @param reference the class, as {@code code/agent.py:Agent}
 * @param arguments what its constructor is called with, by name
 */
public record ImportedNode(
        NodeHead head,
        String reference,
        Map<String, JsonNode> arguments,
        List<Field> inputs,
        List<Field> outputs)
        implements Node {

    public static final String KIND = "imported";

    public ImportedNode {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(reference, "reference");
        Map<String, JsonNode> copy = new TreeMap<>();
        arguments.forEach((name, value) -> copy.put(name, value.deepCopy()));
        arguments = Collections.unmodifiableMap(copy);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public ImportedNode withHead(NodeHead newHead) {
        return new ImportedNode(newHead, reference, arguments, inputs, outputs);
    }
}
