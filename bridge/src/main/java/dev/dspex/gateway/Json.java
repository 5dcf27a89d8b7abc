package dev.dspex.gateway;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as it crosses Py4J: ASCII only, since the protocol is line based and lone surrogates are
 * lost.
 */
final class Json {
    static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Json() {}

    static ObjectNode read(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    static String write(ObjectNode node) {
        return MAPPER.writeValueAsString(node);
    }
}
