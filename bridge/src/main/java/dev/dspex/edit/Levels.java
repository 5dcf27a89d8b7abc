package dev.dspex.edit;

import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Programs within a program, by the ids of the nodes that lead to them. An inner one is seen with
 * the name and the types of the whole, as types belong to that.
 */
public final class Levels {
    private Levels() {}

    /** Empty where a node of the path is gone or is no program. */
    public static Optional<Program> at(Program top, List<String> path) {
        if (path.isEmpty()) return Optional.of(top);
        return top.node(path.getFirst())
                .filter(ProgramNode.class::isInstance)
                .map(node -> inner(top, (ProgramNode) node))
                .flatMap(inner -> at(inner, path.subList(1, path.size())));
    }

    /** The whole with an edit of one level; links outside follow its inputs and outputs. */
    public static Program edit(Program top, List<String> path, UnaryOperator<Program> edit) {
        if (path.isEmpty()) return edit.apply(top);
        if (!(top.node(path.getFirst()).orElse(null) instanceof ProgramNode node)) return top;
        var edited = edit(inner(top, node), path.subList(1, path.size()), edit);
        return Edits.replace(top.withTypes(edited.types()), node.withProgram(edited));
    }

    private static Program inner(Program top, ProgramNode node) {
        return node.program().withName(top.name()).withTypes(top.types());
    }
}
