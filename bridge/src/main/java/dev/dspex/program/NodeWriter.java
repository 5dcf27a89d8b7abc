package dev.dspex.program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes to JSON, keys in the order of the format. */
final class NodeWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NodeWriter() {}

    static JsonNode write(Node node) {
        ObjectNode json = JSON.objectNode().put("id", node.id()).put("kind", node.kindName());
        FieldWriter.putText(json, "title", node.title(), node.id());
        switch (node) {
            case ModuleNode module -> module(json, module);
            case RetrieverNode retriever -> {
                json.put("corpus", retriever.corpus()).put("method", retriever.method().text());
                FieldWriter.putText(json, "embedder", retriever.embedder(), null);
                parameters(json, retriever.parameters(), Kind.required(RetrieverNode.KIND));
            }
            case RouterNode router -> {
                json.set("on", FieldWriter.field(router.on()));
                json.set("carries", FieldWriter.field(router.carries()));
            }
            case ProgramNode inner -> json.set("program", ProgramWriter.inner(inner.program()));
            case ToolNode tool -> {
                call(json, tool.call());
                ends(json, tool);
            }
            case CodeNode code -> {
                ends(json, code);
                json.put("source", code.source());
            }
            case ImportedNode imported -> {
                json.put("class", imported.reference());
                values(json, "arguments", imported.arguments());
                ends(json, imported);
            }
        }
        values(json, "pinned", node.pinned());
        FieldWriter.putPoint(json, "at", node.at());
        return json;
    }

    private static void module(ObjectNode json, ModuleNode node) {
        ModuleKind inner = node.wrapping().inner();
        if (inner != null) {
            json.put("inner", inner.text());
        }
        if (!node.wrapping().members().isEmpty()) {
            json.set("members", FieldWriter.array(node.wrapping().members(), NodeWriter::member));
        }
        FieldWriter.putText(json, "reward", node.wrapping().reward(), null);
        FieldWriter.putText(json, "over", node.wrapping().over(), null);
        Signature signature = node.signature();
        ObjectNode asked =
                json.putObject("signature")
                        .put("name", signature.name())
                        .put("instructions", signature.instructions());
        asked.set("inputs", FieldWriter.fields(signature.inputs()));
        asked.set("outputs", FieldWriter.fields(signature.outputs()));
        FieldWriter.putText(asked, "comment", signature.comment(), "");
        parameters(json, node.parameters(), node.parameterSpecs());
        if (!node.tools().isEmpty()) {
            json.set("tools", FieldWriter.array(node.tools(), JSON::stringNode));
        }
        FieldWriter.putText(json, "lm", node.lm(), null);
    }

    private static JsonNode member(Member member) {
        ObjectNode json = JSON.objectNode().put("kind", member.kind().text());
        FieldWriter.putText(json, "lm", member.lm(), null);
        if (member.temperature() != null) {
            FieldWriter.put(json, "temperature", member.temperature());
        }
        return json;
    }

    private static void call(ObjectNode json, ToolNode.Call call) {
        switch (call) {
            case ToolNode.Function(String reference) -> json.put("function", reference);
            case ToolNode.Command(List<String> command, String tool) -> {
                json.putObject("server")
                        .set("command", FieldWriter.array(command, JSON::stringNode));
                json.put("tool", tool);
            }
            case ToolNode.Remote(String url, String tool) -> {
                json.putObject("server").put("url", url);
                json.put("tool", tool);
            }
        }
    }

    private static void ends(ObjectNode json, Node node) {
        json.set("inputs", FieldWriter.fields(node.inputs()));
        json.set("outputs", FieldWriter.fields(node.outputs()));
    }

    private static void values(ObjectNode json, String key, Map<String, JsonNode> values) {
        if (!values.isEmpty()) {
            ObjectNode all = json.putObject(key);
            values.forEach(all::set);
        }
    }

    private static void parameters(ObjectNode json, Parameters parameters, Kind kind) {
        parameters(json, parameters, kind.parameters());
    }

    /** In the order of the table, LM settings first as people write them; others behind. */
    private static void parameters(
            ObjectNode json, Parameters parameters, List<ParameterSpec> specs) {
        if (parameters.isEmpty()) {
            return;
        }
        Set<String> order = new LinkedHashSet<>(List.of("temperature", "max_tokens", "top_p"));
        specs.forEach(spec -> order.add(spec.name()));
        order.addAll(parameters.names());
        ObjectNode all = json.putObject("parameters");
        for (String name : order) {
            switch (parameters.get(name)) {
                case Number number -> FieldWriter.put(all, name, number);
                case Boolean flag -> all.put(name, flag);
                case String text -> all.put(name, text);
                case null, default -> {}
            }
        }
    }
}
