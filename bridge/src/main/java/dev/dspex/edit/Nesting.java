package dev.dspex.edit;

import dev.dspex.program.Link;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Order;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nodes into a program within the program, and out of it again. The two undo each other. */
public final class Nesting {
    private static final double STEP = 48;

    private Nesting() {}

    /** What came of collapsing. */
    public sealed interface Collapse {
        /**
         * @param id of the node that now stands for the others
         */
        record Done(Program program, String id) implements Collapse {}

        /** A node that was not chosen stands between those that were. */
        record Between(String node) implements Collapse {}

        /** No node was chosen. */
        record Nothing() implements Collapse {}
    }

    /** A program with nodes in the place of one, and their ids. */
    public record Expanded(Program program, Set<String> ids) {
        public Expanded {
            ids = Set.copyOf(ids);
        }
    }

    /**
     * Puts nodes, notes and frames into one node.
     *
     * @param wish for the id of that node
     */
    public static Collapse collapse(Program program, Set<String> ids, String wish) {
        var inside = program.nodes().stream().filter(n -> ids.contains(n.id())).toList();
        if (inside.isEmpty()) return new Collapse.Nothing();
        var id = Edits.freeId(program, wish);
        var cut = new Cut(program, inside, id);
        var inner =
                cut.inner()
                        .withNotes(Marks.notes(program, ids))
                        .withFrames(Marks.frames(program, ids));
        var node = new ProgramNode(new NodeHead(id), inner);
        var nodes = new ArrayList<Node>();
        for (var old : program.nodes()) {
            if (old.equals(inside.getFirst())) nodes.add(place(node, inside));
            if (!ids.contains(old.id())) nodes.add(old);
        }
        var result = Marks.delete(program, ids).withNodes(nodes).withLinks(cut.outerLinks());
        var circle = Order.of(result).cycle();
        if (!circle.isEmpty() && Order.of(program).cycle().isEmpty())
            return new Collapse.Between(
                    circle.stream().filter(n -> !n.equals(id)).findFirst().orElseThrow());
        return new Collapse.Done(result, id);
    }

    /** Puts the nodes of an inner program in its place; another node is left as it is. */
    public static Expanded expand(Program program, String id) {
        if (!(program.node(id).orElse(null) instanceof ProgramNode outer))
            return new Expanded(program, Set.of());
        var inner = outer.program();
        var names = names(program, inner, id);
        var shift = shift(outer, inner);
        var nodes = new ArrayList<Node>();
        for (var node : program.nodes()) {
            if (!node.id().equals(id)) nodes.add(node);
            else nodes.addAll(placed(inner, names, outer.at(), shift));
        }
        var result = program.withNodes(nodes).withLinks(links(program, inner, id, names));
        for (var note : inner.notes())
            result = Marks.add(result, Marks.shifted(note, shift.x(), shift.y()));
        for (var frame : inner.frames())
            result = Marks.add(result, Marks.shifted(frame, shift.x(), shift.y()));
        return new Expanded(result, new LinkedHashSet<>(names.values()));
    }

    private static Node place(Node node, List<Node> instead) {
        return corner(instead).map(node::movedTo).orElse(node);
    }

    private static Map<String, String> names(Program program, Program inner, String id) {
        var taken = new HashSet<String>();
        program.nodes().forEach(n -> taken.add(n.id()));
        taken.remove(id);
        var names = new LinkedHashMap<String, String>();
        for (var node : inner.nodes()) {
            var name = Edits.free(node.id(), taken);
            taken.add(name);
            names.put(node.id(), name);
        }
        return names;
    }

    private static List<Node> placed(
            Program inner, Map<String, String> names, @Nullable Point at, Point shift) {
        var placed = new ArrayList<Node>();
        for (var node : inner.nodes()) {
            var renamed = node.renamed(names.getOrDefault(node.id(), node.id()));
            var own = node.at();
            if (own != null)
                placed.add(renamed.movedTo(new Point(own.x() + shift.x(), own.y() + shift.y())));
            else if (at != null)
                placed.add(
                        renamed.movedTo(
                                new Point(
                                        at.x() + STEP * placed.size(),
                                        at.y() + STEP * placed.size())));
            else placed.add(renamed);
        }
        return placed;
    }

    private static List<Link> links(
            Program program, Program inner, String id, Map<String, String> names) {
        var links = new ArrayList<Link>();
        for (var link : program.links())
            if (!link.from().node().equals(id) && !link.to().node().equals(id)) links.add(link);
        for (var link : inner.links()) {
            for (var from : sources(program, id, names, link.from()))
                for (var to : targets(program, id, names, link.to())) {
                    var whole = new Link(from, to);
                    if (!links.contains(whole)) links.add(whole);
                }
        }
        return links;
    }

    private static List<Port> sources(
            Program program, String id, Map<String, String> names, Port inner) {
        return inner.node().equals(Names.INPUT)
                ? program.linksInto(new Port(id, inner.field())).stream().map(Link::from).toList()
                : List.of(new Port(names.getOrDefault(inner.node(), inner.node()), inner.field()));
    }

    private static List<Port> targets(
            Program program, String id, Map<String, String> names, Port inner) {
        return inner.node().equals(Names.OUTPUT)
                ? program.links().stream()
                        .filter(l -> l.from().equals(new Port(id, inner.field())))
                        .map(Link::to)
                        .toList()
                : List.of(new Port(names.getOrDefault(inner.node(), inner.node()), inner.field()));
    }

    private static Point shift(ProgramNode outer, Program inner) {
        var at = outer.at();
        var from = corner(inner.nodes());
        return at == null || from.isEmpty()
                ? new Point(0, 0)
                : new Point(at.x() - from.get().x(), at.y() - from.get().y());
    }

    private static Optional<Point> corner(List<Node> nodes) {
        var places = nodes.stream().flatMap(n -> Optional.ofNullable(n.at()).stream()).toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Point(
                                places.stream().mapToDouble(Point::x).min().orElseThrow(),
                                places.stream().mapToDouble(Point::y).min().orElseThrow()));
    }
}
