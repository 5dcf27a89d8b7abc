package dev.dspex.infra;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One setting: its key in the file, its type and what holds when the file does not say.
 *
 * @param <T> type of its value, immutable
 */
public final class Setting<T> {
    /** system, light or dark. */
    public static final Setting<String> THEME = text("theme", "system");

    /** system, or the tag of a language: en, de. */
    public static final Setting<String> LANGUAGE = text("language", "system");

    /** Interpreter to run DSPy with; empty for the workbench's own. */
    public static final Setting<String> INTERPRETER = text("interpreter", "");

    /** Font size relative to the usual one, 0.8 to 2. */
    public static final Setting<Double> FONT_SCALE =
            new Setting<>(
                    "font_scale",
                    1.0,
                    (n, d) -> n.isNumber() ? Math.clamp(n.asDouble(d), 0.8, 2.0) : d,
                    Setting::json);

    public static final Setting<Boolean> REDUCED_MOTION =
            new Setting<>(
                    "reduced_motion",
                    false,
                    (n, d) -> n.isBoolean() ? n.asBoolean() : d,
                    Setting::json);

    /** Workers kept ready, 1 to 64. */
    public static final Setting<Integer> WORKERS =
            new Setting<>(
                    "workers",
                    2,
                    (n, d) -> n.isInt() ? Math.clamp(n.asInt(), 1, 64) : d,
                    Setting::json);

    /** Folders of projects, latest first. */
    public static final Setting<List<String>> RECENT_PROJECTS = texts("recent_projects");

    /** LMs of the person; {@code practice} is there whether listed or not. */
    public static final Setting<List<LmAlias>> LMS =
            new Setting<>("lms", List.of(), LmAliasJson::readAll, LmAliasJson::writeAll);

    private static final JsonMapper MAPPER = new JsonMapper();

    private final String key;
    private final T fallback;
    private final BiFunction<JsonNode, T, T> reader;
    private final Function<T, JsonNode> writer;

    private Setting(
            String key,
            T fallback,
            BiFunction<JsonNode, T, T> reader,
            Function<T, JsonNode> writer) {
        this.key = key;
        this.fallback = fallback;
        this.reader = reader;
        this.writer = writer;
    }

    private static Setting<String> text(String key, String fallback) {
        return new Setting<>(
                key, fallback, (n, d) -> n.isString() ? n.asString() : d, Setting::json);
    }

    private static Setting<List<String>> texts(String key) {
        return new Setting<>(key, List.of(), (n, d) -> strings(n), Setting::json);
    }

    private static List<String> strings(JsonNode node) {
        List<String> found = new ArrayList<>();
        if (node instanceof ArrayNode list) {
            list.forEach(item -> found.add(item.asString("")));
        }
        return List.copyOf(found);
    }

    private static JsonNode json(Object value) {
        return MAPPER.valueToTree(value);
    }

    String key() {
        return key;
    }

    T read(JsonNode node) {
        return node.isMissingNode() ? fallback : reader.apply(node, fallback);
    }

    JsonNode write(T value) {
        return writer.apply(value);
    }
}
