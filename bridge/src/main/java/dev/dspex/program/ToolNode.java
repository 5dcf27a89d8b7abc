package dev.dspex.program;

import java.util.List;
import java.util.Objects;

/**
 * A node that calls one tool, without an LM.
 *
 * @param outputs exactly one in a program that can run
 */
public record ToolNode(NodeHead head, Call call, List<Field> inputs, List<Field> outputs)
        implements Node {

    public static final String KIND = "tool";

    /** What is called. */
    public sealed interface Call {}

    /** A function of the project, as {@code code/tools.py:function}. */
    public record Function(String reference) implements Call {
        public Function {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /** A tool of an MCP server that is started by a command, and speaks over its pipes. */
    public record Command(List<String> command, String tool) implements Call {
        public Command {
            command = List.copyOf(command);
            Objects.requireNonNull(tool, "tool");
        }
    }

    /** A tool of an MCP server at an address. */
    public record Remote(String url, String tool) implements Call {
        public Remote {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(tool, "tool");
        }
    }

    public ToolNode {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(call, "call");
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public ToolNode withHead(NodeHead newHead) {
        return new ToolNode(newHead, call, inputs, outputs);
    }
}
