package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of variables as JSON and as words. */
public final class VariableValues {
    private VariableValues() {}

    public static JsonNode json(Object value) {
        return VariableWriter.json(value);
    }

    /** The value that JSON says; null where it is none. */
    public static @Nullable Object of(JsonNode json) {
        if (!json.isArray()) {
            return VariableReader.scalar(json);
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode row : json) {
            if (!(row instanceof ObjectNode object)) {
                return null;
            }
            rows.add(object);
        }
        return new Demos(rows);
    }

    /**
     * Those of the values that somebody chooses in a space, ready for {@link VariableSpace#with}.
     */
    public static Map<String, Object> chosen(VariableSpace space, ObjectNode values) {
        Map<String, Object> chosen = new HashMap<>();
        for (Dimension dimension : space.dimensions()) {
            JsonNode json = values.get(dimension.name());
            Object value = json == null ? null : of(json);
            if (value != null) {
                chosen.put(dimension.name(), value);
            }
        }
        return chosen;
    }

    /** As a table shows it: numbers without needless digits, texts as they are. */
    public static String text(Object value) {
        return value instanceof Double number ? Shown.number(number) : value.toString();
    }
}
