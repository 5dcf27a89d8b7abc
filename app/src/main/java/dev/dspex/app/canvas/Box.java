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
 * @param module name of the DSPy class, empty for an end and for kinds that ask no LM
 * @param kind what {@code kit.Icons.ofKind} knows
 * @param tools names of the functions, ReAct only
 */
public record Box(
        String id,
        String title,
        String module,
        String kind,
        List<PortSpec> ins,
        List<PortSpec> outs,
        List<String> tools) {
    /** Whether it asks an LM. */
    public boolean lm() {
        return !module.isEmpty();
    }

    /** Whether it is a node, and not an end of the program. */
    public boolean step() {
        return !id.equals(Names.INPUT) && !id.equals(Names.OUTPUT);
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
            boxes.add(
                    new Box(Names.INPUT, Names.INPUT, "", Names.INPUT, List.of(), outs, List.of()));
        }
        for (var node : program.nodes()) boxes.add(of(node, from, to));
        if (!program.outputs().isEmpty() || !program.nodes().isEmpty()) {
            var ins = ports(program.outputs(), f -> to.contains(Port.output(f)));
            boxes.add(
                    new Box(
                            Names.OUTPUT,
                            Names.OUTPUT,
                            "",
                            Names.OUTPUT,
                            ins,
                            List.of(),
                            List.of()));
        }
        return List.copyOf(boxes);
    }

    private static Box of(Node node, Set<Port> from, Set<Port> to) {
        var ins = ports(node.inputs(), f -> to.contains(new Port(node.id(), f)));
        var outs = ports(node.outputs(), f -> from.contains(new Port(node.id(), f)));
        var asks = node instanceof ModuleNode ? node.kindName() : "";
        return new Box(node.id(), node.title(), asks, node.kindName(), ins, outs, functions(node));
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
    private static String function(String reference) {
        return reference.substring(reference.lastIndexOf(':') + 1);
    }
}
