package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A node that is one DSPy module with a signature.
 *
 * @param tools project code as {@code code/tools.py:function}, for kinds that use tools
 * @param lm alias of the LM it asks, null for the run's
 * @param wrapping what a wrapping kind runs; {@link Wrapping#NONE} for other kinds
 */
public record ModuleNode(
        NodeHead head,
        ModuleKind kind,
        Signature signature,
        Parameters parameters,
        List<String> tools,
        @Nullable String lm,
        Wrapping wrapping)
        implements Node {

    public ModuleNode {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(parameters, "parameters");
        tools = List.copyOf(tools);
        wrapping = wrapping.fitting(kind);
    }

    public ModuleNode(
            String id,
            ModuleKind kind,
            String title,
            Signature signature,
            Parameters parameters,
            List<String> tools,
            @Nullable String lm,
            @Nullable Point at) {
        this(
                new NodeHead(id).withTitle(title).movedTo(at),
                kind,
                signature,
                parameters,
                tools,
                lm,
                Wrapping.NONE);
    }

    /** A node with default settings, titled by its id and not placed yet. */
    public ModuleNode(String id, ModuleKind kind, Signature signature) {
        this(id, kind, id, signature, Parameters.NONE, List.of(), null, null);
    }

    @Override
    public String kindName() {
        return kind.text();
    }

    /** The signature's inputs; the one that Parallel goes over takes a list. */
    @Override
    public List<Field> inputs() {
        return signature.inputs().stream()
                .map(field -> field.name().equals(wrapping.over()) ? list(field) : field)
                .toList();
    }

    @Override
    public List<Field> outputs() {
        Stream<Field> all = Stream.concat(automatic().stream(), signature.outputs().stream());
        return kind.kind().over() ? all.map(ModuleNode::list).toList() : all.toList();
    }

    /**
     * Outputs of one call that come by themselves, those of what it wraps first; the signature does
     * not name them.
     */
    public List<Field> automatic() {
        if (!kind.wraps()) return kind.automatic();
        Stream<Field> wrapped =
                asking().automatic().stream()
                        .filter(f -> askers().stream().allMatch(k -> k.automatic().contains(f)));
        return Stream.concat(wrapped, kind.automatic().stream()).toList();
    }

    /**
     * The kind that asks the LM: what it wraps, or itself; that of the first of several members.
     */
    public ModuleKind asking() {
        return askers().getFirst();
    }

    /** The kinds that ask the LM, one or those of its members. */
    private List<ModuleKind> askers() {
        if (!wrapping.members().isEmpty())
            return wrapping.members().stream().map(Member::kind).toList();
        ModuleKind inner = wrapping.inner();
        return List.of(inner == null ? kind : inner);
    }

    public boolean usesTools() {
        return askers().stream().anyMatch(ModuleKind::usesTools);
    }

    /** Settings that it knows: its own, then those of what it wraps. */
    public List<ParameterSpec> parameterSpecs() {
        Map<String, ParameterSpec> known = new LinkedHashMap<>();
        kind.kind().parameters().forEach(spec -> known.put(spec.name(), spec));
        for (ModuleKind asker : askers())
            asker.kind().parameters().forEach(spec -> known.putIfAbsent(spec.name(), spec));
        if (!wrapping.members().isEmpty()) known.keySet().removeAll(Wrapping.OF_MEMBERS);
        return List.copyOf(known.values());
    }

    private static Field list(Field item) {
        return new Field(item.name(), new FieldType.ListOf(item.type()), item.description());
    }

    @Override
    public ModuleNode withHead(NodeHead newHead) {
        return new ModuleNode(newHead, kind, signature, parameters, tools, lm, wrapping);
    }

    @Override
    public ModuleNode movedTo(Point place) {
        return withHead(head.movedTo(place));
    }

    @Override
    public ModuleNode renamed(String newId) {
        return withHead(head.renamed(newId));
    }

    public ModuleNode withSignature(Signature newSignature) {
        return new ModuleNode(head, kind, newSignature, parameters, tools, lm, wrapping);
    }

    public ModuleNode withKind(ModuleKind newKind) {
        return new ModuleNode(head, newKind, signature, parameters, tools, lm, wrapping);
    }

    @Override
    public ModuleNode withTitle(String newTitle) {
        return withHead(head.withTitle(newTitle));
    }

    public ModuleNode withParameters(Parameters newParameters) {
        return new ModuleNode(head, kind, signature, newParameters, tools, lm, wrapping);
    }

    public ModuleNode withTools(List<String> newTools) {
        return new ModuleNode(head, kind, signature, parameters, newTools, lm, wrapping);
    }

    public ModuleNode withLm(@Nullable String newLm) {
        return new ModuleNode(head, kind, signature, parameters, tools, newLm, wrapping);
    }

    public ModuleNode withWrapping(Wrapping newWrapping) {
        return new ModuleNode(head, kind, signature, parameters, tools, lm, newWrapping);
    }
}
