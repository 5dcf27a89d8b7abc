package dev.dspex.app.canvas;

import dev.dspex.program.Link;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Order;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which outputs on the canvas may no longer hold: those of nodes that were edited since they ran,
 * and of all that hangs on them. An edit that is undone makes them hold again.
 */
final class Freshness {
    /**
     * @param program as it was when the node ran
     * @param run the later, the higher
     */
    private record Ran(Program program, int run) {}

    private final Map<String, Ran> ran = new HashMap<>();
    private int run;

    void clear() {
        ran.clear();
    }

    /** From now on nodes run in another run. */
    void nextRun() {
        run++;
    }

    /** A node, or the output end, got its outcome. */
    void ran(String id, Program program) {
        ran.put(id, new Ran(program, run));
    }

    /** What may no longer hold, of what ran. */
    Set<String> stale(Program now) {
        if (ran.isEmpty()) return Set.of();
        var dirty = new HashSet<String>();
        for (var id : Order.of(now).nodes()) {
            var node = now.node(id).orElse(null);
            if (node == null) continue;
            var then = ran.get(id);
            var changed = then != null && changed(then.program(), now, node);
            var fed = !node.isPinned() && fedByDirty(into(now, node), then, dirty);
            if (changed || fed) dirty.add(id);
        }
        var results = now.links().stream().filter(l -> l.to().node().equals(Names.OUTPUT)).toList();
        if (fedByDirty(results, ran.get(Names.OUTPUT), dirty)) dirty.add(Names.OUTPUT);
        dirty.retainAll(ran.keySet());
        return dirty;
    }

    private boolean fedByDirty(Collection<Link> links, @Nullable Ran then, Set<String> dirty) {
        for (var link : links) {
            var source = link.from().node();
            var ranThere = ran.get(source);
            if (dirty.contains(source)) return true;
            if (then != null && ranThere != null && ranThere.run() > then.run()) return true;
        }
        return false;
    }

    /** Titles and places give nothing else; nor does a value that was pinned after it was given. */
    private static boolean changed(Program then, Program now, Node node) {
        var before = then.node(node.id()).orElse(null);
        if (before == null) return true;
        if (node.isPinned()) return before.isPinned() && !before.pinned().equals(node.pinned());
        if (before.isPinned()) return true;
        var types = node instanceof ModuleNode && !then.types().equals(now.types());
        return types
                || !bare(before).equals(bare(node))
                || !Set.copyOf(into(then, before)).equals(Set.copyOf(into(now, node)));
    }

    private static Node bare(Node node) {
        return node.withHead(new NodeHead(node.id()));
    }

    private static List<Link> into(Program program, Node node) {
        return node.inputs().stream()
                .flatMap(f -> program.linksInto(new Port(node.id(), f.name())).stream())
                .toList();
    }
}
