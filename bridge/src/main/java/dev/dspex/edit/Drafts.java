package dev.dspex.edit;

import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.Kind;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Parameters;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RouterNode;
import dev.dspex.program.Signature;
import dev.dspex.program.ToolNode;
import dev.dspex.program.Wrapping;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A node of any kind as it is before the person has said anything about it. What cannot be guessed,
 * such as the function of a tool, stays empty: that is a problem at the node until it is filled in.
 */
public final class Drafts {
    private static final Field QUESTION = new Field("question", FieldType.Basic.STR);
    private static final Field ANSWER = new Field("answer", FieldType.Basic.STR);
    private static final Field TEXT = new Field("text", FieldType.Basic.STR);
    private static final Field RESULT = new Field("result", FieldType.Basic.STR);
    private static final Field CHOICE = new Field("choice", FieldType.Literal.of("yes", "no"));
    private static final String CORPUS = "data/*.md";

    private Drafts() {}

    /**
     * @param given the field that will be linked to it, null for none
     * @param wanted the field that it will be linked to, null for none
     */
    public static Node of(Kind kind, String id, @Nullable Field given, @Nullable Field wanted) {
        var module = ModuleKind.of(kind.name());
        if (module.isPresent()) return module(module.get(), id, given, wanted);
        var head = new NodeHead(id);
        var in = given == null ? TEXT : bare(given);
        var out = apart(in, wanted == null ? RESULT : bare(wanted));
        return switch (kind.name()) {
            case RetrieverNode.KIND ->
                    new RetrieverNode(
                            head, CORPUS, RetrieverNode.Method.BM25, null, Parameters.NONE);
            case RouterNode.KIND -> router(head, given, wanted);
            case ProgramNode.KIND -> new ProgramNode(head, inner(in, out));
            case ToolNode.KIND ->
                    new ToolNode(head, new ToolNode.Function(""), List.of(in), List.of(out));
            case CodeNode.KIND ->
                    new CodeNode(head, List.of(in), List.of(out), source(in.name(), out.name()));
            case ImportedNode.KIND ->
                    new ImportedNode(head, "", Map.of(), List.of(in), List.of(out));
            default -> throw new IllegalArgumentException("no draft of the kind " + kind.name());
        };
    }

    /** The id that a node of this kind gets where it is free: {@code chain_of_thought}. */
    public static String id(Kind kind) {
        return ModuleKind.of(kind.name())
                .map(Enum::name)
                .orElse(kind.name())
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Which of its inputs a link from this field would feed; empty when there is none that fits.
     */
    public static Optional<String> taking(Node node, Field given) {
        return node.inputs().stream()
                .filter(f -> given.type().fits(f.type()))
                .map(Field::name)
                .findFirst();
    }

    /** Which of its outputs could feed this field; what the person asked for before the rest. */
    public static Optional<String> giving(Node node, Field wanted) {
        var fitting = node.outputs().stream().filter(f -> f.type().fits(wanted.type())).toList();
        return fitting.stream()
                .filter(f -> f.name().equals(wanted.name()))
                .findFirst()
                .or(() -> fitting.reversed().stream().findFirst())
                .map(Field::name);
    }

    private static ModuleNode module(
            ModuleKind kind, String id, @Nullable Field given, @Nullable Field wanted) {
        var in = given == null ? QUESTION : bare(given);
        var out = wanted == null ? ANSWER : bare(wanted);
        if (kind.kind().over()) {
            in = item(in);
            out = item(out);
        }
        out = apart(in, out);
        var signature = new Signature(className(id), "", List.of(in), List.of(out));
        return new ModuleNode(id, kind, signature)
                .withWrapping(new Wrapping(null, null, in.name()));
    }

    private static RouterNode router(NodeHead head, @Nullable Field given, @Nullable Field wanted) {
        var on = CHOICE;
        var carried = wanted == null ? TEXT : wanted;
        if (given != null && wanted == null) {
            if (decides(given.type())) on = bare(given);
            else carried = given;
        }
        return new RouterNode(head, on, apart(on, bare(carried)));
    }

    private static boolean decides(FieldType type) {
        return type instanceof FieldType.Literal || type == FieldType.Basic.BOOL;
    }

    /** Gives what it gets, where the types allow that. */
    private static Program inner(Field in, Field out) {
        var program =
                Program.empty(ProgramNode.NAME).withInputs(List.of(in)).withOutputs(List.of(out));
        return in.type().fits(out.type())
                ? program.withLinks(
                        List.of(new Link(Port.input(in.name()), Port.output(out.name()))))
                : program;
    }

    private static String source(String in, String out) {
        return "def run(%s):\n    return {\"%s\": %s}\n".formatted(in, out, in);
    }

    private static Field item(Field field) {
        return field.type() instanceof FieldType.ListOf(FieldType item)
                ? new Field(field.name(), item, field.description())
                : field;
    }

    /** The same field without limits, under a name that a node may use. */
    private static Field bare(Field field) {
        var name = Names.badField(field.name()).isEmpty() ? field.name() : "value";
        return new Field(name, field.type(), field.description());
    }

    private static Field apart(Field other, Field field) {
        var name = Edits.free(field.name(), Set.of(other.name()));
        return new Field(name, field.type(), field.description());
    }

    private static String className(String id) {
        var words = new StringBuilder();
        for (var word : id.split("_"))
            if (!word.isEmpty())
                words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        return words.toString();
    }
}
