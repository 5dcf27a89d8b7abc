package dev.dspex.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * On which choices of the routers a port has a value. A node runs when all its inputs that are not
 * optional have one; otherwise it is skipped, and what it would give is absent too.
 */
final class Branches {

    /** Beyond this many ways into a port nothing is said about it. */
    private static final int MOST = 256;

    /** Router to the output it takes. */
    private record Way(Map<String, String> taken) {

        /** Whether a router would have to take two outputs. */
        boolean conflicts(Way other) {
            return taken.entrySet().stream()
                    .anyMatch(
                            entry -> {
                                String there = other.taken.get(entry.getKey());
                                return there != null && !there.equals(entry.getValue());
                            });
        }

        Way and(Way other) {
            Map<String, String> both = new HashMap<>(taken);
            both.putAll(other.taken);
            return new Way(both);
        }
    }

    private static final Set<Way> ALWAYS = Set.of(new Way(Map.of()));

    private final Map<Port, Set<Way>> ways = new HashMap<>();
    private final Map<String, List<String>> routers = new HashMap<>();

    Branches(Program program) {
        program.inputs().forEach(field -> ways.put(Port.input(field.name()), ALWAYS));
        Map<String, Node> nodes = new HashMap<>();
        program.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
        Map<Port, List<Link>> into = new HashMap<>();
        program.links()
                .forEach(link -> into.computeIfAbsent(link.to(), _ -> new ArrayList<>()).add(link));
        for (String id : Order.of(program).nodes()) {
            Node node = nodes.get(id);
            if (node != null) {
                add(node, into);
            }
        }
    }

    private void add(Node node, Map<Port, List<Link>> into) {
        Set<Way> runs = ALWAYS;
        for (Field input : node.inputs()) {
            if (!(input.type() instanceof FieldType.OptionalOf)) {
                runs =
                        both(
                                runs,
                                arrivals(
                                        into.getOrDefault(
                                                new Port(node.id(), input.name()), List.of())));
            }
        }
        List<String> outputs = node.outputs().stream().map(Field::name).toList();
        if (node instanceof RouterNode) {
            routers.put(node.id(), outputs);
        }
        for (String output : outputs) {
            Set<Way> given =
                    node instanceof RouterNode
                            ? both(runs, Set.of(new Way(Map.of(node.id(), output))))
                            : runs;
            ways.put(new Port(node.id(), output), given);
        }
    }

    /** Ways on which any of these links brings a value; a port without links is told elsewhere. */
    private Set<Way> arrivals(Collection<Link> links) {
        if (links.isEmpty()) {
            return ALWAYS;
        }
        if (links.size() == 1) {
            return ways.getOrDefault(links.iterator().next().from(), ALWAYS);
        }
        Set<Way> any = new LinkedHashSet<>();
        links.forEach(link -> any.addAll(ways.getOrDefault(link.from(), ALWAYS)));
        return any.size() > MOST ? ALWAYS : any;
    }

    private static Set<Way> both(Set<Way> first, Set<Way> second) {
        if (first == ALWAYS || second == ALWAYS) {
            return first == ALWAYS ? second : first;
        }
        Set<Way> all = new LinkedHashSet<>();
        for (Way a : first) {
            for (Way b : second) {
                if (!a.conflicts(b)) {
                    all.add(a.and(b));
                }
            }
        }
        return all.size() > MOST ? ALWAYS : all;
    }

    /** Whether at most one of two ports can have a value in a run. */
    boolean exclusive(Port a, Port b) {
        return ways.getOrDefault(a, ALWAYS).stream()
                .allMatch(
                        one ->
                                ways.getOrDefault(b, ALWAYS).stream()
                                        .allMatch(other -> one.conflicts(other)));
    }

    /** Whether one of these links brings a value whatever the routers choose. */
    boolean sure(Collection<Link> links) {
        Set<Way> any = arrivals(links);
        Set<String> deciding = new HashSet<>();
        any.forEach(way -> deciding.addAll(way.taken().keySet()));
        List<Way> all = new ArrayList<>(ALWAYS);
        for (String router : deciding) {
            List<Way> longer = new ArrayList<>();
            for (Way way : all) {
                for (String output : routers.getOrDefault(router, List.of())) {
                    longer.add(way.and(new Way(Map.of(router, output))));
                }
            }
            if (longer.size() > MOST * MOST) {
                return true;
            }
            all = longer;
        }
        return all.stream()
                .allMatch(choice -> any.stream().anyMatch(way -> !way.conflicts(choice)));
    }
}
