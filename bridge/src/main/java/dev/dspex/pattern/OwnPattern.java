package dev.dspex.pattern;

import dev.dspex.edit.Fragment;
import dev.dspex.program.CanonicalJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a program that a person keeps to use again: one node that is a program, with the types
 * that it uses.
 *
 * @param name of its file too: letters, digits, spaces, {@code _} and {@code -}
 * @param icon name of an icon
 * @param version how often it was saved, from 1
 */
public record OwnPattern(String name, String description, String icon, int version, Fragment part) {
    static final int FORMAT = 1;

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N} _-]{0,59}");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public OwnPattern {
        if (!isName(name)) throw new IllegalArgumentException("no name of a pattern: " + name);
        if (part.isEmpty()) throw new IllegalArgumentException("a pattern without nodes");
    }

    public static boolean isName(String name) {
        return NAME.matcher(name).matches() && name.strip().equals(name);
    }

    /** As its file has it. */
    public String text() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("name", name);
        json.put("description", description);
        json.put("icon", icon);
        json.put("version", version);
        json.set("program", MAPPER.readTree(part.text()));
        return CanonicalJson.text(json);
    }

    /** Reads what {@link #text} wrote; empty where the text is no pattern of this format. */
    public static Optional<OwnPattern> parse(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException _) {
            return Optional.empty();
        }
        if (json.path("format").asInt(0) != FORMAT) return Optional.empty();
        var name = word(json, "name");
        var part = Fragment.parse(json.path("program").toString()).filter(f -> !f.isEmpty());
        if (name == null || !isName(name)) return Optional.empty();
        var description = json.path("description").asString("");
        var icon = json.path("icon").asString("family-tree");
        int version = Math.max(1, json.path("version").asInt(1));
        return part.map(found -> new OwnPattern(name, description, icon, version, found));
    }

    private static @Nullable String word(JsonNode json, String key) {
        var value = json.get(key);
        return value == null || !value.isString() ? null : value.asString();
    }
}
