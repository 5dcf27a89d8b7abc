package dev.dspex.app.canvas;

import dev.dspex.program.Link;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Order;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RecordType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which outputs on the canvas may no longer hold: those of nodes that were edited since they ran,
 * and of all that hangs on them, within inner programs and around them too. An edit that is undone
 * makes them hold again. Nodes and ends are named by their paths from the top.
 */
final class Freshness {
    /**
     * @param program the whole as it was when the node ran
     * @param run the later, the higher
     */
    private record Ran(Program program, int run) {}

    private final Map<String, Ran> ran = new HashMap<>();
    private final Map<Program, Level> levels = new IdentityHashMap<>();
    private int run;

    void clear() {
        ran.clear();
    }

    /** From now on nodes run in another run. */
    void nextRun() {
        run++;
    }

    /** A node, or an output end, got its outcome. */
    void ran(String path, Program program) {
        ran.put(path, new Ran(program, run));
    }

    /** What ran. */
    Set<String> paths() {
        return Set.copyOf(ran.keySet());
    }

    /** What may no longer hold, of what ran. */
    Set<String> stale(Program now) {
        if (ran.isEmpty()) return Set.of();
        var dirty = new HashSet<String>();
        level(now, now.types(), List.of(), false, dirty);
        levels.clear();
        dirty.retainAll(ran.keySet());
        return dirty;
    }

    /**
     * Goes through one level.
     *
     * @param fed whether what comes in from outside may differ
     * @return whether what goes out may differ
     */
    private boolean level(
            Program level,
            List<RecordType> types,
            List<String> at,
            boolean fed,
            Set<String> dirty) {
        var prefix = at.isEmpty() ? "" : String.join(".", at) + ".";
        if (fed) dirty.add(prefix + Names.INPUT);
        var here = levelOf(level);
        for (var id : Order.of(level).nodes()) {
            var node = here.nodes().get(id);
            if (node == null) continue;
            var then = ran.get(prefix + id);
            var before = then == null ? null : before(then, at);
            if (node.isPinned()) {
                if (before != null && unpinned(before.nodes().get(id), node))
                    dirty.add(prefix + id);
                continue;
            }
            var differs =
                    fedByDirty(here.into(id), prefix, then, dirty)
                            || before != null && !before.into(id).equals(here.into(id));
            if (node instanceof ProgramNode(var _, var inner)) {
                var deeper = new ArrayList<>(at);
                deeper.add(id);
                differs |= level(inner, types, deeper, differs, dirty);
            }
            var old = before == null ? null : before.nodes().get(id);
            if (differs || before != null && changed(old, node, before.types(), types))
                dirty.add(prefix + id);
        }
        var end = ran.get(prefix + Names.OUTPUT);
        var before = end == null ? null : before(end, at);
        var results = here.into(Names.OUTPUT);
        var differs =
                fedByDirty(results, prefix, end, dirty)
                        || before != null && !before.into(Names.OUTPUT).equals(results);
        if (differs) dirty.add(prefix + Names.OUTPUT);
        return differs;
    }

    private boolean fedByDirty(
            Collection<Link> links, String prefix, @Nullable Ran then, Set<String> dirty) {
        for (var link : links) {
            var source = prefix + link.from().node();
            var ranThere = ran.get(source);
            if (dirty.contains(source)) return true;
            if (then != null && ranThere != null && ranThere.run() > then.run()) return true;
        }
        return false;
    }

    /** A value that was pinned after it was given is the one that was given. */
    private static boolean unpinned(@Nullable Node before, Node now) {
        return before == null || before.isPinned() && !before.pinned().equals(now.pinned());
    }

    /** Titles and places give nothing else; what is within an inner program is looked at there. */
    private static boolean changed(
            @Nullable Node before,
            Node now,
            List<RecordType> typesBefore,
            List<RecordType> typesNow) {
        if (before == null || before.isPinned()) return true;
        if (before instanceof ProgramNode && now instanceof ProgramNode)
            return !before.inputs().equals(now.inputs()) || !before.outputs().equals(now.outputs());
        return now instanceof ModuleNode && !typesBefore.equals(typesNow)
                || !bare(before).equals(bare(now));
    }

    private static Node bare(Node node) {
        return node.withHead(new NodeHead(node.id()));
    }

    private @Nullable Level before(Ran then, List<String> at) {
        var level = then.program();
        for (var id : at) {
            if (!(levelOf(level).nodes().get(id) instanceof ProgramNode(var _, var inner)))
                return levelOf(Program.empty("none"));
            level = inner;
        }
        return levelOf(level).withTypes(then.program().types());
    }

    private Level levelOf(Program program) {
        return levels.computeIfAbsent(program, Level::of);
    }

    /** A program by its nodes and what feeds them. */
    private record Level(
            Map<String, Node> nodes, Map<String, Set<Link>> links, List<RecordType> types) {
        static Level of(Program program) {
            var nodes = new HashMap<String, Node>();
            program.nodes().forEach(node -> nodes.putIfAbsent(node.id(), node));
            var links = new HashMap<String, Set<Link>>();
            for (var link : program.links())
                links.computeIfAbsent(link.to().node(), _ -> new HashSet<>()).add(link);
            return new Level(nodes, links, program.types());
        }

        Level withTypes(List<RecordType> whole) {
            return new Level(nodes, links, whole);
        }

        Set<Link> into(String id) {
            return Objects.requireNonNullElse(links.get(id), Set.of());
        }
    }
}
