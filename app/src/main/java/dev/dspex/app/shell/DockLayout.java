package dev.dspex.app.shell;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/**
 * How the docks stood: a tree of splits and leaves, and the widths of the sides in px. Kept as JSON
 * in the data folder; what cannot be read is forgotten, a layout is not worth a message.
 *
 * @param left width of the project panel
 * @param right width of the inspector
 */
public record DockLayout(Part docks, double left, double right, boolean inspector) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * A leaf with views, or a split with parts.
     *
     * @param leaf name of a leaf that is always there ("editors", "tools"), or of one that the
     *     person made; null for a split
     * @param dividers positions from 0 to 1
     */
    public record Part(
            @Nullable String leaf,
            List<String> views,
            @Nullable String selected,
            boolean vertical,
            List<Double> dividers,
            List<Part> parts) {
        static Part leaf(String name, List<String> views, @Nullable String selected) {
            return new Part(name, List.copyOf(views), selected, false, List.of(), List.of());
        }

        static Part split(boolean vertical, List<Double> dividers, List<Part> parts) {
            return new Part(null, List.of(), null, vertical, dividers, List.copyOf(parts));
        }
    }

    public String json() {
        return MAPPER.writeValueAsString(this);
    }

    public static Optional<DockLayout> read(String json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, DockLayout.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
