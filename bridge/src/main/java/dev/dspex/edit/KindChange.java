package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parameters;
import dev.dspex.program.Signature;
import dev.dspex.program.Wrapping;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/** A module node becomes one of another kind and keeps what fits. */
public final class KindChange {
    private KindChange() {}

    /**
     * The signature stays, without outputs that the new kind adds by itself; settings that it knows
     * stay; tools stay where it uses tools; a wrapping kind runs what the node was before.
     */
    public static ModuleNode to(ModuleNode node, ModuleKind kind) {
        if (node.kind() == kind) return node;
        var before = node.wrapping();
        var inner = before.inner() == null ? wrapped(node.kind()) : before.inner();
        return fitted(node, kind, new Wrapping(inner, before.reward(), over(node, kind)));
    }

    /** What a wrapping node runs becomes another kind. */
    public static ModuleNode inner(ModuleNode node, ModuleKind inner) {
        var now = node.wrapping();
        return fitted(node, node.kind(), new Wrapping(inner, now.reward(), now.over()));
    }

    private static ModuleKind wrapped(ModuleKind kind) {
        return kind.wrappable() ? kind : ModuleKind.PREDICT;
    }

    private static @Nullable String over(ModuleNode node, ModuleKind kind) {
        if (!kind.kind().over() || node.wrapping().over() != null) return node.wrapping().over();
        return node.signature().inputs().stream().findFirst().map(Field::name).orElse(null);
    }

    private static ModuleNode fitted(ModuleNode node, ModuleKind kind, Wrapping wrapping) {
        var bare =
                new ModuleNode(
                        node.head(),
                        kind,
                        node.signature(),
                        Parameters.NONE,
                        List.of(),
                        node.lm(),
                        wrapping);
        return new ModuleNode(
                node.head(),
                kind,
                signature(node.signature(), bare),
                parameters(node.parameters(), bare),
                bare.usesTools() ? node.tools() : List.of(),
                node.lm(),
                wrapping);
    }

    private static Signature signature(Signature signature, ModuleNode node) {
        var automatic = node.automatic().stream().map(Field::name).collect(Collectors.toSet());
        return signature.withOutputs(
                signature.outputs().stream().filter(f -> !automatic.contains(f.name())).toList());
    }

    private static Parameters parameters(Parameters parameters, ModuleNode node) {
        var fitting = Parameters.NONE;
        for (var spec : node.parameterSpecs()) {
            var value = parameters.get(spec.name());
            if (value != null && spec.problem(value).isEmpty())
                fitting = fitting.with(spec.name(), value);
        }
        return fitting;
    }
}
