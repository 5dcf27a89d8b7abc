package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What every node has.
 *
 * @param id attribute name in the built dspy.Module and in exported Python
 * @param title what the canvas shows
 * @param at null until somebody, or the layout, has placed it
 * @param pinned values of outputs by name; when there are any the node is not run and gives these
 */
public record NodeHead(String id, String title, @Nullable Point at, Map<String, JsonNode> pinned) {

    public NodeHead {
        Names.require(Names.badNode(id), "the node id", id);
        Objects.requireNonNull(title, "title");
        Map<String, JsonNode> copy = new TreeMap<>();
        pinned.forEach((name, value) -> copy.put(name, value.deepCopy()));
        pinned = Collections.unmodifiableMap(copy);
    }

    /** Titled by its id, not placed yet, not pinned. */
    public NodeHead(String id) {
        this(id, id, null, Map.of());
    }

    /** With another id; a title that was the id follows it. */
    public NodeHead renamed(String newId) {
        return new NodeHead(newId, title.equals(id) ? newId : title, at, pinned);
    }

    public NodeHead withTitle(String newTitle) {
        return new NodeHead(id, newTitle, at, pinned);
    }

    public NodeHead movedTo(@Nullable Point place) {
        return new NodeHead(id, title, place, pinned);
    }

    public NodeHead withPinned(Map<String, JsonNode> newPinned) {
        return new NodeHead(id, title, at, newPinned);
    }
}
