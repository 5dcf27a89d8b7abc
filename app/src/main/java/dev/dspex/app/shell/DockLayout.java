package dev.dspex.app.shell;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the docks stood: a tree of splits and leaves, and the widths of the sides in px. Kept as JSON
 * in the data folder; what cannot be read is forgotten, a layout is not worth a message.
 *
 * @param left width of the project panel
 * @param right width of the inspector
 */
public record DockLayout(Part docks, double left, double right, boolean inspector) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Nobody splits a window further; a file may say anything. */
    private static final int DEEPEST = 16;

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
        public Part {
            views = List.copyOf(views);
            dividers = List.copyOf(dividers);
            parts = List.copyOf(parts);
        }

        static Part leaf(String name, List<String> views, @Nullable String selected) {
            return new Part(name, views, selected, false, List.of(), List.of());
        }

        static Part split(boolean vertical, List<Double> dividers, List<Part> parts) {
            return new Part(null, List.of(), null, vertical, dividers, parts);
        }
    }

    public String json() {
        return MAPPER.writeValueAsString(this);
    }

    public static Optional<DockLayout> read(String json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, DockLayout.class))
                    .filter(DockLayout::isSound);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether a window can stand so: each leaf and each view at one place, all sizes known. */
    @SuppressWarnings("ConstantConditions") // a file may leave the docks out
    private boolean isSound() {
        return docks != null
                && Double.isFinite(left)
                && Double.isFinite(right)
                && isSound(docks, new HashSet<>(), new HashSet<>(), 0);
    }

    private static boolean isSound(Part part, Set<String> leaves, Set<String> views, int depth) {
        return depth < DEEPEST
                && (part.leaf() == null || leaves.add(part.leaf()))
                && part.views().stream().allMatch(views::add)
                && part.dividers().stream().allMatch(d -> d >= 0 && d <= 1)
                && part.parts().stream().allMatch(p -> isSound(p, leaves, views, depth + 1));
    }
}
