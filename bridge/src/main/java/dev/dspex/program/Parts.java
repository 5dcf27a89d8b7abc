package dev.dspex.program;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run, or a run of a part, is about: nodes by their paths from the top, such as {@code
 * steps.classify}, and the two ends of each program in it, such as {@code steps.input}.
 */
public final class Parts {

    private Parts() {}

    /** Everything that runs; what stands within a pinned node does not. */
    public static SequencedSet<String> whole(Program program) {
        SequencedSet<String> found = new LinkedHashSet<>();
        level(program, "", found);
        return found;
    }

    /** A node that runs alone, and what it is made of; empty where there is no such node. */
    public static SequencedSet<String> only(Program program, String path) {
        SequencedSet<String> found = new LinkedHashSet<>();
        node(program, path)
                .ifPresent(
                        node -> {
                            found.add(path);
                            if (node instanceof ProgramNode inner) {
                                level(inner.program(), path + ".", found);
                            }
                        });
        return found;
    }

    /**
     * A node and what it needs; empty where there is no such node. Of programs that lead to it only
     * a part runs: they are not among it.
     */
    public static SequencedSet<String> until(Program program, String path) {
        SequencedSet<String> found = new LinkedHashSet<>();
        if (node(program, path).isPresent()) {
            until(program, "", List.of(path.split("\\.")), found);
        }
        return found;
    }

    /** Aliases of the LMs and embedding models that these nodes name, without repeats. */
    public static List<String> lms(Program program, Collection<String> paths) {
        return Program.lms(paths.stream().flatMap(path -> node(program, path).stream()));
    }

    /** What of the project's own code these nodes run, without repeats. */
    public static List<String> ownCode(Program program, Collection<String> paths) {
        return Program.ownCode(paths.stream().flatMap(path -> node(program, path).stream()));
    }

    /** The node with a path; empty where there is none. */
    public static Optional<Node> node(Program program, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return program.node(path);
        }
        return program.node(path.substring(0, dot))
                .filter(ProgramNode.class::isInstance)
                .flatMap(node -> node(((ProgramNode) node).program(), path.substring(dot + 1)));
    }

    /**
     * The path of the node that something in a run belongs to: {@code steps.classify} for its
     * predictor {@code steps.classify.predict}; empty for the program itself.
     */
    public static String owner(Program program, String place) {
        int dot = place.indexOf('.');
        String first = dot < 0 ? place : place.substring(0, dot);
        if (dot < 0 || !(program.node(first).orElse(null) instanceof ProgramNode node)) {
            return first;
        }
        String inner = place.substring(dot + 1);
        int next = inner.indexOf('.');
        String name = next < 0 ? inner : inner.substring(0, next);
        return node.program().node(name).isPresent()
                ? first + "." + owner(node.program(), inner)
                : first;
    }

    private static void level(Program program, String prefix, Set<String> found) {
        found.add(prefix + Names.INPUT);
        program.nodes().forEach(node -> add(node, prefix, found));
        found.add(prefix + Names.OUTPUT);
    }

    private static void add(Node node, String prefix, Set<String> found) {
        found.add(prefix + node.id());
        if (node instanceof ProgramNode inner && !node.isPinned()) {
            level(inner.program(), prefix + node.id() + ".", found);
        }
    }

    /** Returns which inputs of the level are used. */
    private static Set<String> until(
            Program level, String prefix, List<String> steps, Set<String> found) {
        Node target = level.node(steps.getFirst()).orElseThrow();
        Set<String> wanted;
        if (steps.size() > 1) {
            Program inner = ((ProgramNode) target).program();
            wanted =
                    until(inner, prefix + target.id() + ".", steps.subList(1, steps.size()), found);
        } else {
            wanted = target.inputs().stream().map(Field::name).collect(Collectors.toSet());
            add(target, prefix, found);
        }
        Set<String> used = new HashSet<>();
        Set<String> seen = new HashSet<>(Set.of(target.id()));
        Deque<String> waiting = new ArrayDeque<>(List.of(target.id()));
        while (!waiting.isEmpty()) {
            String at = waiting.pop();
            for (Link link : level.links()) {
                boolean feeds =
                        link.to().node().equals(at)
                                && (!at.equals(target.id()) || wanted.contains(link.to().field()));
                if (!feeds) {
                    continue;
                }
                Port from = link.from();
                if (from.node().equals(Names.INPUT)) {
                    used.add(from.field());
                } else if (seen.add(from.node())) {
                    waiting.push(from.node());
                    level.node(from.node()).ifPresent(node -> add(node, prefix, found));
                }
            }
        }
        if (!used.isEmpty()) {
            found.add(prefix + Names.INPUT);
        }
        return used;
    }
}
