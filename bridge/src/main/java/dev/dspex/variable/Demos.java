package dev.dspex.variable;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * A set of demonstrations: values by field name.
 *
 * @param rows never changed; copy before editing
 */
public record Demos(List<ObjectNode> rows) {

    public static final Demos NONE = new Demos(List.of());

    public Demos {
        rows = List.copyOf(rows);
    }

    public int size() {
        return rows.size();
    }

    @Override
    public String toString() {
        return rows.size() == 1 ? "1 demo" : rows.size() + " demos";
    }
}
