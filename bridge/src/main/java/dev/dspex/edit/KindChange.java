package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.Member;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Parameters;
import dev.dspex.program.Signature;
import dev.dspex.program.Wrapping;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
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
        var inner = before.inner() == null ? wrapped(node.asking()) : before.inner();
        return fitted(
                node,
                kind,
                new Wrapping(inner, before.reward(), over(node, kind), before.members()));
    }

    /** A node that asks one module several times asks as many members of that kind instead. */
    public static ModuleNode apart(ModuleNode node) {
        var times =
                node.parameters().get("N") instanceof Number n
                        ? n.intValue()
                        : node.kind()
                                .kind()
                                .parameter("N")
                                .map(spec -> (Number) spec.standard())
                                .orElseThrow()
                                .intValue();
        var warmth =
                node.parameters().get("temperature") instanceof Number t ? t.doubleValue() : ALIKE;
        return members(node, Collections.nCopies(times, new Member(node.asking(), null, warmth)));
    }

    /**
     * Other members, with the settings and tools that they know; without any one module is asked.
     */
    public static ModuleNode members(ModuleNode node, List<Member> members) {
        var now = node.wrapping();
        var inner = members.isEmpty() ? node.asking() : now.inner();
        return fitted(node, node.kind(), new Wrapping(inner, now.reward(), now.over(), members));
    }

    /** Temperature at which copies of one module are asked that has none of its own. */
    private static final double ALIKE = 1;

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
