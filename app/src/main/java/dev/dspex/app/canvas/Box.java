package dev.dspex.app.canvas;

import dev.dspex.program.Field;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A node, or one of the two ends of the program, as it is drawn.
 *
 * @param module second line: the DSPy class, or what the node works with; empty for an end
 * @param kind what {@code kit.Icons.ofKind} knows
 * @param tools names of the functions, ReAct only
 * @param pinned whether it gives a kept output instead of being run
 */
public record Box(
        String id,
        String title,
        String module,
        String kind,
        Look look,
        List<PortSpec> ins,
        List<PortSpec> outs,
        List<String> tools,
        boolean pinned) {
    /** Whether it asks an LM. */
    public boolean lm() {
        return look.lm();
    }

    /** Whether it is a node, and not an end of the program. */
    public boolean step() {
        return look != Look.END;
    }

    /** Both ends and every node, in the order of the file. */
    static List<Box> of(Program program) {
        Set<Port> from = new HashSet<>();
        Set<Port> to = new HashSet<>();
        for (var link : program.links()) {
            from.add(link.from());
            to.add(link.to());
        }
        var boxes = new ArrayList<Box>();
        if (!program.inputs().isEmpty() || !program.nodes().isEmpty()) {
            var outs = ports(program.inputs(), f -> from.contains(Port.input(f)));
            boxes.add(end(Names.INPUT, List.of(), outs));
        }
        for (var node : program.nodes()) boxes.add(of(node, from, to));
        if (!program.outputs().isEmpty() || !program.nodes().isEmpty()) {
            var ins = ports(program.outputs(), f -> to.contains(Port.output(f)));
            boxes.add(end(Names.OUTPUT, ins, List.of()));
        }
        return List.copyOf(boxes);
    }

    private static Box end(String id, List<PortSpec> ins, List<PortSpec> outs) {
        return new Box(id, id, "", id, Look.END, ins, outs, List.of(), false);
    }

    private static Box of(Node node, Set<Port> from, Set<Port> to) {
        var ins = ports(node.inputs(), f -> to.contains(new Port(node.id(), f)));
        var outs = ports(node.outputs(), f -> from.contains(new Port(node.id(), f)));
        var kind = node.kindName();
        return new Box(
                node.id(),
                node.title(),
                BoxLine.of(node),
                kind,
                Look.of(kind),
                ins,
                outs,
                functions(node),
                node.isPinned());
    }

    private static List<String> functions(Node node) {
        return node instanceof ModuleNode module
                ? module.tools().stream().map(Box::function).toList()
                : List.of();
    }

    private static List<PortSpec> ports(List<Field> fields, Predicate<String> linked) {
        return fields.stream().map(f -> PortSpec.of(f, linked.test(f.name()))).toList();
    }

    /** {@code code/tools.py:order_status} as {@code order_status}. */
    static String function(String reference) {
        return reference.substring(reference.lastIndexOf(':') + 1);
    }
}
