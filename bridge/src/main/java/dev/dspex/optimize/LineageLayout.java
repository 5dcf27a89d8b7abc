package dev.dspex.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Where candidates stand in the lineage: a layer below their lowest parent, beside each other by
 * leaves of the tree of first parents, a parent above the middle of its children.
 */
public record LineageLayout(Map<String, Place> places, List<Edge> edges, double width, int layers) {
    /** Middle of a candidate: x in columns, layer from 0. */
    public record Place(double x, int layer) {}

    /** A line from parent to child; a merge is the line from a further parent. */
    public record Edge(String parent, String child, boolean merge) {}

    /**
     * @param parents of each candidate, in the order of the candidates; those that are not there
     *     themselves do not count
     */
    public static LineageLayout of(SequencedMap<String, List<String>> parents) {
        var children = new HashMap<String, List<String>>();
        var roots = new ArrayList<String>();
        var edges = new ArrayList<Edge>();
        for (var entry : parents.entrySet()) {
            var known =
                    entry.getValue().stream()
                            .filter(p -> parents.containsKey(p) && !p.equals(entry.getKey()))
                            .toList();
            if (known.isEmpty()) roots.add(entry.getKey());
            else
                children.computeIfAbsent(known.getFirst(), _ -> new ArrayList<>())
                        .add(entry.getKey());
            for (var parent : known)
                edges.add(new Edge(parent, entry.getKey(), !parent.equals(known.getFirst())));
        }
        var placing = new Placing(children, parents);
        for (var root : roots) placing.place(root);
        int layers = placing.places.values().stream().mapToInt(Place::layer).max().orElse(-1) + 1;
        edges.removeIf(
                edge ->
                        !placing.places.containsKey(edge.parent())
                                || !placing.places.containsKey(edge.child()));
        return new LineageLayout(placing.places, edges, placing.next, layers);
    }

    private static final class Placing {
        private final Map<String, List<String>> children;
        private final Map<String, List<String>> parents;
        private final Map<String, Place> places = new HashMap<>();
        private final Set<String> entered = new HashSet<>();
        private final Map<String, Integer> layers = new HashMap<>();
        private double next;

        Placing(Map<String, List<String>> children, Map<String, List<String>> parents) {
            this.children = children;
            this.parents = parents;
        }

        double place(String id) {
            entered.add(id);
            double first = -1;
            double last = -1;
            for (var child : children.getOrDefault(id, List.of())) {
                if (entered.contains(child)) continue;
                last = place(child);
                if (first < 0) first = last;
            }
            double x = first < 0 ? next++ : (first + last) / 2;
            places.put(id, new Place(x, layer(id, new HashSet<>())));
            return x;
        }

        /** A candidate that is its own ancestor stands at the top. */
        private int layer(String id, Set<String> below) {
            var known = layers.get(id);
            if (known != null) return known;
            if (!below.add(id)) return 0;
            int layer = 0;
            for (var parent : parents.getOrDefault(id, List.of())) {
                if (parents.containsKey(parent) && !parent.equals(id))
                    layer = Math.max(layer, layer(parent, below) + 1);
            }
            below.remove(id);
            layers.put(id, layer);
            return layer;
        }
    }

    /** The candidates from this one up to the first, along first parents. */
    public static Set<String> wayUp(String from, Map<String, List<String>> parents) {
        var way = new HashSet<String>();
        for (var at = from; parents.containsKey(at) && way.add(at); ) {
            var above = parents.getOrDefault(at, List.of());
            at = above.isEmpty() ? "" : above.getFirst();
        }
        return way;
    }
}
