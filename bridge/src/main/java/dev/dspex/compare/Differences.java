package dev.dspex.compare;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The values in which two JSON documents differ; lists of named objects are compared by name. */
final class Differences {
    private final List<Change> found = new ArrayList<>();

    private Differences() {}

    static List<Change> of(@Nullable JsonNode before, @Nullable JsonNode after) {
        var differences = new Differences();
        differences.compare("", before, after);
        return differences.found;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            if (before != after) found.add(new Change(path, before, after));
            return;
        }
        if (before.equals(after)) return;
        var old = parts(before);
        var now = parts(after);
        if (old == null || now == null) {
            found.add(new Change(path, before, after));
            return;
        }
        var names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        int known = found.size();
        for (var name : names) {
            var inner = path.isEmpty() ? name : path + "." + name;
            compare(inner, old.get(name), now.get(name));
        }
        // The same named parts in another order.
        if (found.size() == known) found.add(new Change(path, before, after));
    }

    /** By name what a value consists of; null where it is one value. */
    private static @Nullable Map<String, JsonNode> parts(JsonNode value) {
        var parts = new LinkedHashMap<String, JsonNode>();
        if (value.isObject()) {
            value.properties().forEach(entry -> parts.put(entry.getKey(), entry.getValue()));
            return parts;
        }
        if (!value.isArray()) return null;
        for (var item : value) {
            if (!item.isObject()) return null;
            var name = item.path("name").asString(String.valueOf(parts.size() + 1));
            if (parts.put(name, item) != null) return null;
        }
        return parts;
    }
}
