package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JSON to nodes of every kind. */
final class NodeReader {

    private static final Set<String> HEAD = Set.of("id", "kind", "title", "at", "pinned");

    private final ProgramReader programs;
    private final FieldReader fields = new FieldReader();

    NodeReader(ProgramReader programs) {
        this.programs = programs;
    }

    @Nullable Node read(JsonCursor json) {
        JsonCursor at = json.named("id", say("the node"));
        String id = ProgramReader.name(at, "id", "bad_node_id", Names::badNode);
        NodeHead head =
                new NodeHead(
                        id == null ? "unnamed" : id,
                        at.text("title", id == null ? "" : id),
                        ProgramReader.point(at),
                        at.values("pinned"));
        Kind kind = kind(at);
        if (kind == null) {
            var _ = at.has("signature") ? signature(at) : null; // for its problems
            return null;
        }
        Node node = body(at, head, kind);
        return id == null ? null : node;
    }

    private static @Nullable Kind kind(JsonCursor at) {
        String text = at.requiredText("kind");
        if (text == null) {
            return null;
        }
        Optional<Kind> kind = Kind.of(text);
        if (kind.isEmpty()) {
            at.error(
                    "kind",
                    "unknown_kind",
                    say("The node %s has the unknown kind \"%s\".", at.name(), text),
                    Nearest.hint(text, Kind.all().stream().map(Kind::name).toList()));
        }
        return kind.orElse(null);
    }

    private @Nullable Node body(JsonCursor at, NodeHead head, Kind kind) {
        Optional<ModuleKind> module = ModuleKind.of(kind.name());
        if (module.isPresent()) {
            return module(at, head, module.get());
        }
        return switch (kind.name()) {
            case RetrieverNode.KIND -> retriever(at, head);
            case RouterNode.KIND -> router(at, head);
            case ProgramNode.KIND -> program(at, head);
            case ToolNode.KIND -> tool(at, head);
            case CodeNode.KIND -> code(at, head);
            case ImportedNode.KIND -> imported(at, head);
            default -> throw new IllegalStateException("no reader of the kind " + kind.name());
        };
    }

    private @Nullable Node module(JsonCursor at, NodeHead head, ModuleKind kind) {
        Set<String> known = new HashSet<>(Set.of("signature", "parameters", "tools", "lm"));
        Kind can = kind.kind();
        List<JsonCursor> members = can.members() ? at.objects("members") : List.of();
        if (can.members()) {
            known.add("members");
        }
        if (can.inner() && members.isEmpty()) {
            known.add("inner");
        }
        if (can.judged()) {
            known.add("reward");
        }
        if (can.over()) {
            known.add("over");
        }
        allow(at, known);
        Signature signature = signature(at);
        String lm = nonBlank(at, "lm", say("The LM alias of the node %s is empty.", at.name()));
        Wrapping wrapping =
                new Wrapping(
                        members.isEmpty() ? inner(at) : null,
                        at.text("reward"),
                        at.text("over"),
                        MemberReader.read(at, members));
        Parameters parameters = parameters(at);
        List<String> tools = at.texts("tools");
        return signature == null
                ? null
                : new ModuleNode(head, kind, signature, parameters, tools, lm, wrapping);
    }

    static @Nullable ModuleKind inner(JsonCursor at) {
        String text = at.text("inner");
        Optional<ModuleKind> inner =
                text == null ? Optional.empty() : ModuleKind.of(text).filter(ModuleKind::wrappable);
        if (text != null && inner.isEmpty()) {
            at.error(
                    "inner",
                    "unknown_kind",
                    say("The node %s cannot wrap the kind \"%s\".", at.name(), text),
                    say("Use Predict, ChainOfThought or another module that wraps nothing."));
        }
        return inner.orElse(null);
    }

    private @Nullable Signature signature(JsonCursor at) {
        JsonCursor json = at.requiredObject("signature");
        if (json == null) {
            return null;
        }
        JsonCursor signature = json.as(say("the signature of %s", at.name()), at.node(), null);
        signature.allow(Set.of("name", "instructions", "inputs", "outputs", "comment"));
        String name =
                ProgramReader.name(signature, "name", "bad_signature_name", Names::badSignature);
        List<Field> inputs = fields.read(signature.requiredObjects("inputs"), at.node());
        List<Field> outputs = fields.read(signature.requiredObjects("outputs"), at.node());
        return name == null
                ? null
                : new Signature(
                        name,
                        signature.text("instructions", ""),
                        inputs,
                        outputs,
                        signature.text("comment", ""));
    }

    private static @Nullable Node retriever(JsonCursor at, NodeHead head) {
        allow(at, Set.of("corpus", "method", "embedder", "parameters"));
        String corpus = at.requiredText("corpus");
        String given = at.text("method", RetrieverNode.Method.BM25.text());
        RetrieverNode.Method method = null;
        for (RetrieverNode.Method candidate : RetrieverNode.Method.values()) {
            method = candidate.text().equals(given) ? candidate : method;
        }
        if (method == null) {
            at.error(
                    "method",
                    "bad_value",
                    say("The retriever %s has the unknown method \"%s\".", at.name(), given),
                    say("Use bm25 or embeddings."));
        }
        String embedder =
                nonBlank(
                        at,
                        "embedder",
                        say("The embedding model of the node %s is empty.", at.name()));
        Parameters parameters = parameters(at);
        return corpus == null || method == null
                ? null
                : new RetrieverNode(head, corpus, method, embedder, parameters);
    }

    private @Nullable Node router(JsonCursor at, NodeHead head) {
        allow(at, Set.of("on", "carries"));
        Field on = fields.one(at.requiredObject("on"), at.node());
        Field carries = fields.one(at.requiredObject("carries"), at.node());
        return on == null || carries == null ? null : new RouterNode(head, on, carries);
    }

    private @Nullable Node program(JsonCursor at, NodeHead head) {
        allow(at, Set.of("program"));
        JsonCursor inner = at.requiredObject("program");
        return inner == null ? null : new ProgramNode(head, programs.inner(inner));
    }

    private @Nullable Node tool(JsonCursor at, NodeHead head) {
        allow(at, Set.of("function", "server", "tool", "inputs", "outputs"));
        ToolNode.Call call = call(at);
        List<Field> inputs = inputs(at);
        List<Field> outputs = outputs(at);
        return call == null ? null : new ToolNode(head, call, inputs, outputs);
    }

    private static ToolNode.@Nullable Call call(JsonCursor at) {
        String function = at.text("function");
        if (function != null && !at.has("server") && !at.has("tool")) {
            return new ToolNode.Function(function);
        }
        JsonCursor server = at.object("server");
        if (server == null || function != null) {
            at.error(
                    at.has("server") ? "server" : "function",
                    "missing_key",
                    say(
                            "The tool %s needs a \"function\", or a \"server\" and a \"tool\".",
                            at.name()),
                    say("Write one of the two."));
            return null;
        }
        server.allow(Set.of("command", "url"));
        String tool = at.requiredText("tool");
        String url = server.text("url");
        if (tool == null || server.has("url") == server.has("command")) {
            if (tool != null) {
                at.error(
                        "server",
                        "missing_key",
                        say("The server of %s needs a \"command\" or a \"url\".", at.name()),
                        say("Write one of the two."));
            }
            return null;
        }
        return url == null
                ? new ToolNode.Command(server.texts("command"), tool)
                : new ToolNode.Remote(url, tool);
    }

    private @Nullable Node code(JsonCursor at, NodeHead head) {
        allow(at, Set.of("inputs", "outputs", "source"));
        String source = at.requiredText("source");
        List<Field> inputs = inputs(at);
        List<Field> outputs = outputs(at);
        return source == null ? null : new CodeNode(head, inputs, outputs, source);
    }

    private @Nullable Node imported(JsonCursor at, NodeHead head) {
        allow(at, Set.of("class", "arguments", "inputs", "outputs"));
        String reference = at.requiredText("class");
        Map<String, JsonNode> arguments = at.values("arguments");
        List<Field> inputs = inputs(at);
        List<Field> outputs = outputs(at);
        return reference == null
                ? null
                : new ImportedNode(head, reference, arguments, inputs, outputs);
    }

    private List<Field> inputs(JsonCursor at) {
        return fields.read(at.requiredObjects("inputs"), at.node());
    }

    private List<Field> outputs(JsonCursor at) {
        return fields.read(at.requiredObjects("outputs"), at.node());
    }

    /** Scalars of any name: which of them the kind knows is a matter of the rules. */
    private static Parameters parameters(JsonCursor at) {
        JsonCursor json = at.object("parameters");
        if (json == null) {
            return Parameters.NONE;
        }
        Map<String, Object> values = new HashMap<>();
        at.values("parameters")
                .forEach(
                        (name, given) -> {
                            Object value = Parameters.scalar(given);
                            if (value == null) {
                                json.error(
                                        name,
                                        "bad_parameter",
                                        say("The parameter \"%s\" is %s.", name, given),
                                        say("Write a number, a text in quotes, true or false."));
                            } else {
                                values.put(name, value);
                            }
                        });
        return new Parameters(values);
    }

    private static @Nullable String nonBlank(JsonCursor at, String key, String empty) {
        String text = at.text(key);
        if (text != null && text.isBlank()) {
            at.error(key, "bad_value", empty, say("Name one, or remove it."));
        }
        return text;
    }

    private static void allow(JsonCursor at, Set<String> own) {
        Set<String> known = new HashSet<>(HEAD);
        known.addAll(own);
        at.allow(known);
    }
}
