package dev.dspex.variable;

import dev.dspex.edit.KindChange;
import dev.dspex.program.Field;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.Signature;

import java.util.List;
import java.util.function.UnaryOperator;

/** Programs with one parameter set. Pure. */
final class Parts {
    private Parts() {}

    /** The program with a parameter of a node set; the parameter is one of {@link Targets}. */
    static Program with(Program program, String path, String parameter, Object value) {
        int dot = path.indexOf('.');
        String id = dot < 0 ? path : path.substring(0, dot);
        Node node = program.node(id).orElseThrow();
        return replace(
                program,
                dot < 0
                        ? with(node, parameter, value)
                        : node instanceof ProgramNode inner
                                ? inner.withProgram(
                                        with(
                                                inner.program(),
                                                path.substring(dot + 1),
                                                parameter,
                                                value))
                                : node);
    }

    private static Node with(Node node, String parameter, Object value) {
        return switch (node) {
            case ModuleNode module -> with(module, parameter, value);
            case RetrieverNode r ->
                    new RetrieverNode(
                            r.head(),
                            r.corpus(),
                            r.method(),
                            r.embedder(),
                            r.parameters().with(parameter, value));
            default -> node;
        };
    }

    private static ModuleNode with(ModuleNode node, String parameter, Object value) {
        if (parameter.startsWith(Targets.DESCRIPTION)) {
            return described(
                    node, parameter.substring(Targets.DESCRIPTION.length()), value.toString());
        }
        if (parameter.startsWith(Targets.TOOL)) {
            return Boolean.TRUE.equals(value)
                    ? node
                    : without(node, parameter.substring(Targets.TOOL.length()));
        }
        return switch (parameter) {
            case Targets.LM -> node.withLm(value.toString());
            case Targets.KIND ->
                    ModuleKind.of(value.toString()).map(kind -> ofKind(node, kind)).orElse(node);
            case Targets.INSTRUCTIONS ->
                    node.withSignature(node.signature().withInstructions(value.toString()));
            case Targets.DEMOS -> node; // a program holds none; they go with the job
            default -> node.withParameters(node.parameters().with(parameter, value));
        };
    }

    static ModuleNode ofKind(ModuleNode node, ModuleKind kind) {
        return KindChange.to(node, kind);
    }

    private static ModuleNode without(ModuleNode node, String function) {
        return node.withTools(
                node.tools().stream()
                        .filter(tool -> !Targets.function(tool).equals(function))
                        .toList());
    }

    private static ModuleNode described(ModuleNode node, String field, String words) {
        Signature signature = node.signature();
        return node.withSignature(
                signature
                        .withInputs(described(signature.inputs(), field, words))
                        .withOutputs(described(signature.outputs(), field, words)));
    }

    private static List<Field> described(List<Field> fields, String name, String words) {
        UnaryOperator<Field> describe =
                field -> field.name().equals(name) ? field.withDescription(words) : field;
        return fields.stream().map(describe).toList();
    }

    static Program replace(Program program, Node node) {
        return program.withNodes(
                program.nodes().stream().map(n -> n.id().equals(node.id()) ? node : n).toList());
    }
}
