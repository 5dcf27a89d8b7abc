package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.Node;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program cut around some nodes: what goes in and out becomes inputs and outputs of an inner
 * program. Ports that are fed by the same are one input, those that feed the same one output.
 */
final class Cut {
    private final Program program;
    private final List<Node> nodes;
    private final String id;
    private final Set<String> ids = new HashSet<>();
    private final List<Field> inputs = new ArrayList<>();
    private final List<Field> outputs = new ArrayList<>();
    private final List<Link> within = new ArrayList<>();
    private final List<Link> outside = new ArrayList<>();

    /**
     * @param id of the node that will stand for them
     */
    Cut(Program program, List<Node> nodes, String id) {
        this.program = program;
        this.nodes = nodes;
        this.id = id;
        nodes.forEach(n -> ids.add(n.id()));
        var into = new LinkedHashMap<Port, Set<Port>>();
        var outOf = new LinkedHashMap<Port, Set<Port>>();
        for (var link : program.links()) {
            var from = ids.contains(link.from().node());
            var to = ids.contains(link.to().node());
            if (from && to) within.add(link);
            else if (to) sources(into, link);
            else if (from) sources(outOf, link);
            else outside.add(link);
        }
        unfed(into);
        in(into);
        out(outOf);
        if (outputs.isEmpty()) unused();
    }

    Program inner() {
        return Program.empty(ProgramNode.NAME)
                .withInputs(inputs)
                .withOutputs(outputs)
                .withNodes(nodes)
                .withLinks(within);
    }

    List<Link> outerLinks() {
        return outside;
    }

    private static void sources(Map<Port, Set<Port>> of, Link link) {
        of.computeIfAbsent(link.to(), _ -> new LinkedHashSet<>()).add(link.from());
    }

    /** What nothing feeds yet can be fed from outside later. */
    private void unfed(Map<Port, Set<Port>> into) {
        for (var node : nodes)
            for (var field : node.inputs()) {
                var port = new Port(node.id(), field.name());
                if (program.linksInto(port).isEmpty()) into.put(port, Set.of(port));
            }
    }

    private void in(Map<Port, Set<Port>> into) {
        var known = new LinkedHashMap<Set<Port>, String>();
        into.forEach(
                (target, from) -> {
                    var name = known.get(from);
                    if (name == null) {
                        var field = field(from, target);
                        name = Edits.free(field.name(), names(inputs));
                        known.put(from, name);
                        inputs.add(new Field(name, field.type(), field.description()));
                        for (var port : from)
                            if (!port.equals(target))
                                outside.add(new Link(port, new Port(id, name)));
                    }
                    within.add(new Link(Port.input(name), target));
                });
    }

    private void out(Map<Port, Set<Port>> outOf) {
        var known = new LinkedHashMap<Set<Port>, String>();
        outOf.forEach(
                (target, from) -> {
                    var name = known.get(from);
                    if (name == null) {
                        var field = field(from, target);
                        name = Edits.free(field.name(), names(outputs));
                        known.put(from, name);
                        outputs.add(new Field(name, field.type(), field.description()));
                        for (var port : from) within.add(new Link(port, Port.output(name)));
                    }
                    outside.add(new Link(new Port(id, name), target));
                });
    }

    /** Where nothing outside uses a value, those of the last node are outputs. */
    private void unused() {
        var last = nodes.getLast();
        for (var field : last.outputs()) {
            outputs.add(new Field(field.name(), field.type(), field.description()));
            within.add(new Link(new Port(last.id(), field.name()), Port.output(field.name())));
        }
    }

    /** The type is that of the source; where several take turns, that of the target. */
    private Field field(Set<Port> from, Port target) {
        var one = from.iterator().next();
        return (from.size() == 1 ? program.source(one) : program.target(target))
                .or(() -> program.target(target))
                .orElse(new Field("value", FieldType.Basic.ANY));
    }

    private static Set<String> names(List<Field> fields) {
        var names = new HashSet<String>();
        fields.forEach(f -> names.add(f.name()));
        return names;
    }
}
