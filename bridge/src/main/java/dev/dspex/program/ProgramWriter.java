package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Function;

/** Program to JSON, keys in the order of the format; what has its default value is left out. */
final class ProgramWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ProgramWriter() {}

    static ObjectNode write(Program program) {
        ObjectNode json =
                JSON.objectNode().put("format", ProgramFile.FORMAT).put("name", program.name());
        putText(json, "description", program.description(), "");
        if (!program.types().isEmpty()) {
            json.set("types", array(program.types(), ProgramWriter::type));
        }
        json.set("inputs", fields(program.inputs()));
        json.set("outputs", fields(program.outputs()));
        json.set("nodes", array(program.nodes(), ProgramWriter::node));
        json.set("links", array(program.links(), ProgramWriter::link));
        if (!program.notes().isEmpty()) {
            json.set("notes", array(program.notes(), ProgramWriter::note));
        }
        if (!program.ends().equals(Ends.NOWHERE)) {
            ObjectNode ends = json.putObject("ends");
            putPoint(ends, "input", program.ends().input());
            putPoint(ends, "output", program.ends().output());
        }
        return json;
    }

    private static JsonNode type(RecordType type) {
        ObjectNode json =
                JSON.objectNode().put("name", type.name()).put("description", type.description());
        json.set("fields", fields(type.fields()));
        return json;
    }

    private static ArrayNode fields(List<Field> fields) {
        return array(fields, ProgramWriter::field);
    }

    private static JsonNode field(Field field) {
        ObjectNode json =
                JSON.objectNode()
                        .put("name", field.name())
                        .put("type", field.type().text())
                        .put("description", field.description());
        if (!field.constraints().equals(Constraints.NONE)) {
            json.set("constraints", constraints(field.constraints()));
        }
        return json;
    }

    private static JsonNode constraints(Constraints constraints) {
        ObjectNode json = JSON.objectNode();
        put(json, "ge", constraints.ge());
        put(json, "gt", constraints.gt());
        put(json, "le", constraints.le());
        put(json, "lt", constraints.lt());
        put(json, "multiple_of", constraints.multipleOf());
        put(json, "min_length", constraints.minLength());
        put(json, "max_length", constraints.maxLength());
        putText(json, "pattern", constraints.pattern(), null);
        return json;
    }

    private static JsonNode node(Node node) {
        return switch (node) {
            case ModuleNode module -> module(module);
        };
    }

    private static JsonNode module(ModuleNode node) {
        ObjectNode json = JSON.objectNode().put("id", node.id()).put("kind", node.kind().text());
        putText(json, "title", node.title(), node.id());
        Signature signature = node.signature();
        ObjectNode inner =
                json.putObject("signature")
                        .put("name", signature.name())
                        .put("instructions", signature.instructions());
        inner.set("inputs", fields(signature.inputs()));
        inner.set("outputs", fields(signature.outputs()));
        if (!node.parameters().equals(Parameters.NONE)) {
            json.set("parameters", parameters(node.parameters()));
        }
        if (!node.tools().isEmpty()) {
            json.set("tools", array(node.tools(), JSON::stringNode));
        }
        putText(json, "lm", node.lm(), null);
        putPoint(json, node.at());
        return json;
    }

    private static JsonNode parameters(Parameters parameters) {
        ObjectNode json = JSON.objectNode();
        put(json, "temperature", parameters.temperature());
        put(json, "max_tokens", parameters.maxTokens());
        put(json, "top_p", parameters.topP());
        put(json, "max_iters", parameters.maxIters());
        return json;
    }

    private static JsonNode link(Link link) {
        return JSON.objectNode().put("from", link.from().text()).put("to", link.to().text());
    }

    private static JsonNode note(Note note) {
        ObjectNode json = JSON.objectNode().put("text", note.text());
        putPoint(json, note.at());
        return json;
    }

    private static void putPoint(ObjectNode json, @Nullable Point point) {
        putPoint(json, "at", point);
    }

    private static void putPoint(ObjectNode json, String key, @Nullable Point point) {
        if (point != null) {
            ObjectNode at = json.putObject(key);
            put(at, "x", point.x());
            put(at, "y", point.y());
        }
    }

    private static void putText(
            ObjectNode json, String key, @Nullable String value, @Nullable String standard) {
        if (value != null && !value.equals(standard)) {
            json.put(key, value);
        }
    }

    /** Whole numbers without a point, which is what people type. */
    private static void put(ObjectNode json, String key, @Nullable Number value) {
        if (value == null) {
            return;
        }
        double number = value.doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            json.put(key, (long) number);
        } else {
            json.put(key, number);
        }
    }

    private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> writer) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(writer.apply(item)));
        return array;
    }
}
