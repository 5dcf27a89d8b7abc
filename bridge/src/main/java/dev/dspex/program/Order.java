package dev.dspex.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import java.util.Set;

/**
 * The order in which nodes run.
 *
 * @param nodes ids so that each stands after those that feed it; ties keep the order of the file;
 *     nodes of a cycle, and those they feed, are absent
 * @param cycle ids that feed each other in a circle, each the next one; empty when there is none
 */
public record Order(List<String> nodes, List<String> cycle) {

    public Order {
        nodes = List.copyOf(nodes);
        cycle = List.copyOf(cycle);
    }

    public static Order of(Program program) {
        Map<String, Integer> rank = new LinkedHashMap<>();
        program.nodes().forEach(node -> rank.putIfAbsent(node.id(), rank.size()));
        Map<String, Set<String>> sources = new HashMap<>();
        Map<String, Set<String>> targets = new HashMap<>();
        rank.keySet()
                .forEach(
                        id -> {
                            sources.put(id, new LinkedHashSet<>());
                            targets.put(id, new LinkedHashSet<>());
                        });
        for (Link link : program.links()) {
            String from = link.from().node();
            String to = link.to().node();
            Set<String> above = sources.get(to);
            Set<String> below = targets.get(from);
            if (above != null && below != null) {
                above.add(from);
                below.add(to);
            }
        }
        Map<String, Integer> waiting = new HashMap<>();
        sources.forEach((id, above) -> waiting.put(id, above.size()));
        PriorityQueue<String> ready =
                new PriorityQueue<>(
                        (a, b) ->
                                Integer.compare(rank.getOrDefault(a, 0), rank.getOrDefault(b, 0)));
        rank.keySet().stream().filter(id -> waiting.getOrDefault(id, 0) == 0).forEach(ready::add);
        List<String> sorted = new ArrayList<>();
        for (String id = ready.poll(); id != null; id = ready.poll()) {
            sorted.add(id);
            for (String next : targets.getOrDefault(id, Set.of())) {
                if (waiting.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        SequencedSet<String> left = new LinkedHashSet<>(rank.keySet());
        sorted.forEach(left::remove);
        List<String> circle = cycle(left, sources);
        circle.stream()
                .min(Comparator.comparingInt(id -> rank.getOrDefault(id, 0)))
                .ifPresent(first -> Collections.rotate(circle, -circle.indexOf(first)));
        return new Order(sorted, circle);
    }

    /** Every node left waits for another one left, so walking up must come round. */
    private static List<String> cycle(SequencedSet<String> left, Map<String, Set<String>> sources) {
        if (left.isEmpty()) {
            return new ArrayList<>();
        }
        Deque<String> path = new ArrayDeque<>();
        String at = left.getFirst();
        while (!path.contains(at)) {
            path.push(at);
            at =
                    sources.getOrDefault(at, Set.of()).stream()
                            .filter(left::contains)
                            .findFirst()
                            .orElseThrow();
        }
        List<String> circle = new ArrayList<>();
        for (String id : path) {
            circle.add(id);
            if (id.equals(at)) {
                break;
            }
        }
        return circle;
    }
}
