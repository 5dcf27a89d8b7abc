package dev.dspex.app.feed;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON values as people read them. */
public final class Values {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Values() {}

    /** Text without quotes, lists and records as indented JSON, null as nothing. */
    public static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) return "";
        if (value.isString()) return value.asString();
        return value.isContainer() ? value.toPrettyString() : value.toString();
    }

    /** One line, for a table cell. */
    public static String line(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) return "";
        var text =
                value.isString()
                        ? value.asString()
                        : value.isObject() ? fields(value) : value.toString();
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String fields(JsonNode record) {
        var text = new StringBuilder();
        for (var field : record.properties()) {
            if (!text.isEmpty()) text.append(", ");
            text.append(field.getKey()).append(' ').append(line(field.getValue()));
        }
        return text.toString();
    }

    /**
     * @throws JacksonException when the text is not JSON
     */
    public static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }
}
