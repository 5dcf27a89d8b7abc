package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Function;

/** Fields and other small things to JSON; what has its default value is left out. */
final class FieldWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FieldWriter() {}

    static ArrayNode fields(List<Field> fields) {
        return array(fields, FieldWriter::field);
    }

    static JsonNode field(Field field) {
        ObjectNode json =
                JSON.objectNode()
                        .put("name", field.name())
                        .put("type", field.type().text())
                        .put("description", field.description());
        if (!field.constraints().equals(Constraints.NONE)) {
            json.set("constraints", constraints(field.constraints()));
        }
        putText(json, "comment", field.comment(), "");
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

    static void putPoint(ObjectNode json, String key, @Nullable Point point) {
        if (point != null) {
            ObjectNode at = json.putObject(key);
            put(at, "x", point.x());
            put(at, "y", point.y());
        }
    }

    static void putText(
            ObjectNode json, String key, @Nullable String value, @Nullable String standard) {
        if (value != null && !value.equals(standard)) {
            json.put(key, value);
        }
    }

    /** Whole numbers without a point, which is what people type. */
    static void put(ObjectNode json, String key, @Nullable Number value) {
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

    static <T> ArrayNode array(List<T> items, Function<T, JsonNode> writer) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(writer.apply(item)));
        return array;
    }
}
