package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A node that is one DSPy module with a signature.
 *
 * @param tools project code as {@code code/tools.py:function}, ReAct only
 * @param lm alias of the LM it asks, null for the run's
 */
public record ModuleNode(
        String id,
        ModuleKind kind,
        String title,
        Signature signature,
        Parameters parameters,
        List<String> tools,
        @Nullable String lm,
        @Nullable Point at)
        implements Node {

    public ModuleNode {
        Names.require(Names.badNode(id), "the node id", id);
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(parameters, "parameters");
        tools = List.copyOf(tools);
    }

    /** A node with default settings, titled by its id and not placed yet. */
    public ModuleNode(String id, ModuleKind kind, Signature signature) {
        this(id, kind, id, signature, Parameters.NONE, List.of(), null, null);
    }

    @Override
    public List<Field> inputs() {
        return signature.inputs();
    }

    @Override
    public List<Field> outputs() {
        return Stream.concat(kind.automatic().stream(), signature.outputs().stream()).toList();
    }

    @Override
    public ModuleNode movedTo(Point place) {
        return new ModuleNode(id, kind, title, signature, parameters, tools, lm, place);
    }

    @Override
    public ModuleNode renamed(String newId) {
        String newTitle = title.equals(id) ? newId : title;
        return new ModuleNode(newId, kind, newTitle, signature, parameters, tools, lm, at);
    }

    public ModuleNode withSignature(Signature newSignature) {
        return new ModuleNode(id, kind, title, newSignature, parameters, tools, lm, at);
    }

    public ModuleNode withKind(ModuleKind newKind) {
        return new ModuleNode(id, newKind, title, signature, parameters, tools, lm, at);
    }

    @Override
    public ModuleNode withTitle(String newTitle) {
        return new ModuleNode(id, kind, newTitle, signature, parameters, tools, lm, at);
    }

    public ModuleNode withParameters(Parameters newParameters) {
        return new ModuleNode(id, kind, title, signature, newParameters, tools, lm, at);
    }

    public ModuleNode withTools(List<String> newTools) {
        return new ModuleNode(id, kind, title, signature, parameters, newTools, lm, at);
    }

    public ModuleNode withLm(@Nullable String newLm) {
        return new ModuleNode(id, kind, title, signature, parameters, tools, newLm, at);
    }
}
