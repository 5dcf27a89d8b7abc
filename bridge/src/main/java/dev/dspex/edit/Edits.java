package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.Link;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What gestures do to a program, as pure functions: the program given is not changed. Links follow
 * what is renamed and go with what is removed.
 */
public final class Edits {

    private Edits() {}

    public static Program add(Program program, Node node) {
        if (program.node(node.id()).isPresent())
            throw new IllegalArgumentException("there is a node " + node.id() + " already");
        return program.withNodes(plus(program.nodes(), node));
    }

    /** Links two ports; what fed the target before gives way. */
    public static Program connect(Program program, Port from, Port to) {
        var link = new Link(from, to);
        if (program.links().contains(link)) return program;
        var kept = program.links().stream().filter(l -> !l.to().equals(to)).toList();
        return program.withLinks(plus(kept, link));
    }

    /** Adds a link beside those that feed the target already: the branches of a router meet. */
    public static Program join(Program program, Port from, Port to) {
        var link = new Link(from, to);
        return program.links().contains(link)
                ? program
                : program.withLinks(plus(program.links(), link));
    }

    public static Program disconnect(Program program, Collection<Link> links) {
        var gone = Set.copyOf(links);
        return program.withLinks(program.links().stream().filter(l -> !gone.contains(l)).toList());
    }

    /** Removes nodes and the links at them. The program's own two ends stay. */
    public static Program delete(Program program, Set<String> ids) {
        return program.withNodes(
                        program.nodes().stream().filter(n -> !ids.contains(n.id())).toList())
                .withLinks(
                        program.links().stream()
                                .filter(l -> !ids.contains(l.from().node()))
                                .filter(l -> !ids.contains(l.to().node()))
                                .toList());
    }

    /**
     * Removes nodes and joins what fed them with what they fed, where the types fit: by the same
     * field name first, else the first that fits.
     */
    public static Program splice(Program program, Set<String> ids) {
        var result = program;
        for (var id : ids) {
            if (result.node(id).isPresent()) result = spliceOne(result, id);
        }
        return result;
    }

    private static Program spliceOne(Program program, String id) {
        var feeding = program.links().stream().filter(l -> l.to().node().equals(id)).toList();
        var fed = program.links().stream().filter(l -> l.from().node().equals(id)).toList();
        var result = delete(program, Set.of(id));
        for (var out : fed) {
            var target = result.target(out.to()).orElse(null);
            if (target == null) continue;
            var source =
                    feeding.stream()
                            .filter(in -> !in.from().node().equals(out.to().node()))
                            .filter(in -> fits(program, in.from(), target))
                            .sorted(
                                    (a, b) ->
                                            Boolean.compare(
                                                    b.to().field().equals(target.name()),
                                                    a.to().field().equals(target.name())))
                            .map(Link::from)
                            .findFirst();
            if (source.isPresent()) result = join(result, source.get(), out.to());
        }
        return result;
    }

    private static boolean fits(Program program, Port from, Field target) {
        return program.source(from).filter(f -> f.type().fits(target.type())).isPresent();
    }

    /** Moves nodes; {@code input} and {@code output} are the program's own two ends. */
    public static Program move(Program program, Map<String, Point> places) {
        var ends = program.ends();
        return program.withNodes(
                        program.nodes().stream()
                                .map(
                                        n ->
                                                Optional.ofNullable(places.get(n.id()))
                                                        .map(n::movedTo)
                                                        .orElse(n))
                                .toList())
                .withEnds(ends.with(places.get(Names.INPUT), places.get(Names.OUTPUT)));
    }

    /** Gives a node another id; its title follows when it was the id. */
    public static Program rename(Program program, String id, String newId) {
        if (id.equals(newId)) return program;
        if (program.node(newId).isPresent())
            throw new IllegalArgumentException("there is a node " + newId + " already");
        return program.withNodes(
                        program.nodes().stream()
                                .map(n -> n.id().equals(id) ? n.renamed(newId) : n)
                                .toList())
                .withLinks(
                        links(
                                program,
                                port ->
                                        port.node().equals(id)
                                                ? new Port(newId, port.field())
                                                : port));
    }

    /**
     * Puts a changed node in the place of the one with its id. Links follow ports that were renamed
     * (the same number of ports, others in the same places); links at ports that are gone go too.
     */
    public static Program replace(Program program, Node node) {
        var before = program.node(node.id()).orElseThrow();
        return relink(
                program.withNodes(
                        program.nodes().stream()
                                .map(n -> n.id().equals(node.id()) ? node : n)
                                .toList()),
                node.id(),
                renamed(before.inputs(), node.inputs()),
                renamed(before.outputs(), node.outputs()));
    }

    /** Changes the program's own inputs; links follow as in {@link #replace}. */
    public static Program inputs(Program program, List<Field> inputs) {
        return relink(
                program.withInputs(inputs),
                Names.INPUT,
                Map.of(),
                renamed(program.inputs(), inputs));
    }

    /** Changes the program's own outputs; links follow as in {@link #replace}. */
    public static Program outputs(Program program, List<Field> outputs) {
        return relink(
                program.withOutputs(outputs),
                Names.OUTPUT,
                renamed(program.outputs(), outputs),
                Map.of());
    }

    /** The wish, or the wish with the first number from 2 on that makes it free. */
    public static String freeId(Program program, String wish) {
        var base = Names.badNode(wish).isEmpty() ? wish : wish + "_node";
        var taken = new HashSet<String>();
        program.nodes().forEach(n -> taken.add(n.id()));
        return free(base, taken);
    }

    static String free(String wish, Set<String> taken) {
        if (!taken.contains(wish)) return wish;
        var stem = wish.replaceFirst("_\\d+$", "");
        var number = 2;
        while (taken.contains(stem + "_" + number)) number++;
        return stem + "_" + number;
    }

    private static Map<String, Optional<String>> renamed(List<Field> before, List<Field> after) {
        var old = names(before);
        var now = names(after);
        var result = new HashMap<String, Optional<String>>();
        for (var name : old) if (!now.contains(name)) result.put(name, Optional.empty());
        if (before.size() != after.size()) return result;
        for (var i = 0; i < before.size(); i++) {
            var from = before.get(i).name();
            var to = after.get(i).name();
            if (!now.contains(from) && !old.contains(to)) result.put(from, Optional.of(to));
        }
        return result;
    }

    private static Set<String> names(List<Field> fields) {
        var names = new LinkedHashSet<String>();
        fields.forEach(f -> names.add(f.name()));
        return names;
    }

    private static Program relink(
            Program program,
            String node,
            Map<String, Optional<String>> into,
            Map<String, Optional<String>> outOf) {
        var kept = new ArrayList<Link>();
        for (var link : program.links()) {
            var from = follow(link.from(), node, outOf);
            var to = follow(link.to(), node, into);
            if (from.isPresent() && to.isPresent()) kept.add(new Link(from.get(), to.get()));
        }
        return program.withLinks(kept);
    }

    private static Optional<Port> follow(
            Port port, String node, Map<String, Optional<String>> changed) {
        if (!port.node().equals(node) || !changed.containsKey(port.field()))
            return Optional.of(port);
        return changed.getOrDefault(port.field(), Optional.empty())
                .map(field -> new Port(node, field));
    }

    static List<Link> links(Program program, UnaryOperator<Port> change) {
        return program.links().stream()
                .map(l -> new Link(change.apply(l.from()), change.apply(l.to())))
                .toList();
    }

    static <T> List<T> plus(List<? extends T> list, T item) {
        var longer = new ArrayList<T>(list);
        longer.add(item);
        return longer;
    }
}
