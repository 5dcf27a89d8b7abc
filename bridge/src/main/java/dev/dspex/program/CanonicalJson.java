package dev.dspex.program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * JSON text that git diffs well: two spaces, keys in the order given, and each small thing (a
 * field, a link, a place) on a line of its own.
 */
public final class CanonicalJson {

    private static final Set<String> ONE_LINE =
            Set.of(
                    "at",
                    "size",
                    "parameters",
                    "tools",
                    "constraints",
                    "data",
                    "settings",
                    "secret_inputs",
                    "on",
                    "carries",
                    "server",
                    "arguments",
                    "pinned");
    private static final Set<String> ONE_LINE_AN_ITEM =
            Set.of("inputs", "outputs", "fields", "links", "notes", "frames");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CanonicalJson() {}

    /** The text, with a line break at its end. */
    public static String text(JsonNode json) {
        StringBuilder out = new StringBuilder();
        write(json, "", "", out);
        return out.append('\n').toString();
    }

    private static void write(JsonNode json, String key, String indent, StringBuilder out) {
        if (!json.isContainer() || json.isEmpty() || ONE_LINE.contains(key)) {
            writeLine(json, out);
            return;
        }
        String deeper = indent + "  ";
        out.append(json.isObject() ? '{' : '[');
        String separator = "\n";
        if (json.isObject()) {
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                out.append(separator).append(deeper);
                text(entry.getKey(), out);
                out.append(": ");
                write(entry.getValue(), entry.getKey(), deeper, out);
                separator = ",\n";
            }
        } else {
            for (JsonNode item : json) {
                out.append(separator).append(deeper);
                if (ONE_LINE_AN_ITEM.contains(key)) {
                    writeLine(item, out);
                } else {
                    write(item, "", deeper, out);
                }
                separator = ",\n";
            }
        }
        out.append('\n').append(indent).append(json.isObject() ? '}' : ']');
    }

    private static void writeLine(JsonNode json, StringBuilder out) {
        if (json.isObject()) {
            out.append('{');
            for (Iterator<Map.Entry<String, JsonNode>> it = json.properties().iterator();
                    it.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = it.next();
                text(entry.getKey(), out);
                out.append(": ");
                writeLine(entry.getValue(), out);
                out.append(it.hasNext() ? ", " : "");
            }
            out.append('}');
        } else if (json.isArray()) {
            out.append('[');
            for (Iterator<JsonNode> it = json.iterator(); it.hasNext(); ) {
                writeLine(it.next(), out);
                out.append(it.hasNext() ? ", " : "");
            }
            out.append(']');
        } else if (json.isString()) {
            text(json.asString(), out);
        } else {
            out.append(MAPPER.writeValueAsString(json));
        }
    }

    /** Half a surrogate pair has no UTF-8 and is written as an escape, or it would be lost. */
    private static void text(String text, StringBuilder out) {
        String quoted = MAPPER.writeValueAsString(text);
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < quoted.length()
                    && Character.isLowSurrogate(quoted.charAt(i + 1))) {
                out.append(c).append(quoted.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
    }
}
