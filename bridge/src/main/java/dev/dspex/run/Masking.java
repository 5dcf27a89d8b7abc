package dev.dspex.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes secrets out of what is stored: keys wherever they appear, inputs marked secret by their
 * name and wherever their text appears.
 */
final class Masking {
    static final String MASK = "•••";

    /** Shorter texts are masked where they stand alone only: "no" is part of too much. */
    private static final int CONTAINED = 4;

    private final Set<String> fields;
    private final List<String> texts;
    private final Set<String> whole;

    /**
     * @param fields names of secret inputs
     * @param values their values, and keys
     */
    Masking(Set<String> fields, Collection<String> values) {
        this.fields = Set.copyOf(fields);
        this.texts =
                values.stream()
                        .filter(v -> v.length() >= CONTAINED)
                        .distinct()
                        .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                        .toList();
        this.whole = Set.copyOf(values.stream().filter(v -> !v.isEmpty()).distinct().toList());
    }

    boolean nothing() {
        return fields.isEmpty() && whole.isEmpty();
    }

    /** Changes the node in place. */
    void apply(ObjectNode node) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
            JsonNode masked = masked(entry.getKey(), entry.getValue());
            if (masked != entry.getValue()) {
                node.set(entry.getKey(), masked);
            }
        }
        // A secret that comes in pieces cannot be recognised.
        if (!fields.isEmpty() && node.path("type").asString("").equals("token")) {
            node.put("text", MASK);
        }
    }

    private JsonNode masked(String key, JsonNode value) {
        if (fields.contains(key) && !value.isNull()) {
            return StringNode.valueOf(MASK);
        }
        return switch (value) {
            case StringNode text -> {
                String clean = text(text.asString());
                yield clean.equals(text.asString()) ? text : StringNode.valueOf(clean);
            }
            case ObjectNode object -> {
                apply(object);
                yield object;
            }
            case ArrayNode list -> {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, masked("", list.get(i)));
                }
                yield list;
            }
            default -> value;
        };
    }

    String text(String text) {
        if (whole.contains(text)) {
            return MASK;
        }
        String clean = text;
        for (String secret : texts) {
            clean = clean.replace(secret, MASK);
        }
        return clean;
    }
}
