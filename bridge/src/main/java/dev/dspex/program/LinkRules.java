package dev.dspex.program;

import static dev.dspex.program.Words.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of links: both ends exist and fit, each target is fed once, nothing goes in a circle. */
final class LinkRules {

    private final Program program;
    private final List<Finding> found;
    private final Map<Port, Field> sources = new HashMap<>();
    private final Map<Port, Field> targets = new LinkedHashMap<>();
    private final Map<Port, String> places = new HashMap<>();
    private final Branches branches;

    LinkRules(Program program, List<Finding> found) {
        this.program = program;
        this.found = found;
        this.branches = new Branches(program);
        program.inputs().forEach(field -> sources.put(Port.input(field.name()), field));
        for (int i = 0; i < program.nodes().size(); i++) {
            Node node = program.nodes().get(i);
            node.outputs().forEach(field -> sources.put(new Port(node.id(), field.name()), field));
            for (Field field : node.inputs()) {
                targets.put(new Port(node.id(), field.name()), field);
                places.put(new Port(node.id(), field.name()), "/nodes/" + i + inputs(node));
            }
        }
        for (Field field : program.outputs()) {
            targets.put(Port.output(field.name()), field);
            places.put(Port.output(field.name()), "/outputs");
        }
    }

    /** Where a file says the inputs of a node. */
    private static String inputs(Node node) {
        return switch (node) {
            case ModuleNode _ -> "/signature/inputs";
            case ToolNode _, CodeNode _, ImportedNode _ -> "/inputs";
            case ProgramNode _ -> "/program/inputs";
            case RetrieverNode _, RouterNode _ -> "";
        };
    }

    void check() {
        Map<Port, List<Port>> fed = new HashMap<>();
        for (int i = 0; i < program.links().size(); i++) {
            link(program.links().get(i), "/links/" + i, fed);
        }
        targets.forEach(
                (port, _) -> {
                    if (!fed.containsKey(port)) {
                        unfed(port);
                    }
                });
        unsure();
        cycle();
        unused();
    }

    private void link(Link link, String at, Map<Port, List<Port>> fed) {
        Field from = sources.get(link.from());
        Field to = targets.get(link.to());
        if (from == null) {
            missing(at + "/from", "starts", link.from(), sources.keySet());
        }
        if (to == null) {
            missing(at + "/to", "ends", link.to(), targets.keySet());
        } else {
            List<Port> before = fed.computeIfAbsent(link.to(), _ -> new ArrayList<>());
            if (before.stream().anyMatch(other -> !branches.exclusive(other, link.from()))) {
                add(
                        at + "/to",
                        link.to(),
                        Problem.error(
                                "linked_twice",
                                say("\"%s\" has two links.", link.to().text()),
                                say(
                                        "Remove one. Several links are for branches of a router, of"
                                                + " which only one arrives.")));
            }
            before.add(link.from());
        }
        if (from != null && to != null && !from.type().fits(to.type())) {
            add(
                    at,
                    link.to(),
                    Problem.error(
                            "type_mismatch",
                            say(
                                    "\"%s\" is %s and does not fit \"%s\", which is %s.",
                                    link.from().text(),
                                    from.type().text(),
                                    link.to().text(),
                                    to.type().text()),
                            say("Change one of the two types.")));
        }
    }

    private void missing(String at, String verb, Port port, Set<Port> known) {
        List<String> texts = known.stream().map(Port::text).sorted().toList();
        String hint =
                Nearest.to(port.text(), texts)
                        .map(near -> say("Did you mean \"%s\"?", near))
                        .orElse(
                                verb.equals("starts")
                                        ? say(
                                                "A link starts at an input of the program or an"
                                                        + " output of a node.")
                                        : say(
                                                "A link ends at an input of a node or an output of"
                                                        + " the program."));
        add(
                at,
                port,
                Problem.error(
                        "unknown_port",
                        verb.equals("starts")
                                ? say("A link starts at \"%s\", which does not exist.", port.text())
                                : say("A link ends at \"%s\", which does not exist.", port.text()),
                        hint));
    }

    private void unfed(Port port) {
        String hint =
                port.node().equals(Names.OUTPUT)
                        ? say("Link an output of a node to it, or remove the output.")
                        : say("Link an input of the program or an output of another node to it.");
        add(
                places.getOrDefault(port, ""),
                port,
                Problem.error("not_linked", say("Nothing feeds \"%s\".", port.text()), hint));
    }

    /** Outputs of the program that a branch not taken leaves without a value. */
    private void unsure() {
        for (int i = 0; i < program.outputs().size(); i++) {
            Field field = program.outputs().get(i);
            List<Link> links = program.linksInto(Port.output(field.name()));
            if (!(field.type() instanceof FieldType.OptionalOf) && !branches.sure(links)) {
                add(
                        "/outputs/" + i,
                        Port.output(field.name()),
                        Problem.warning(
                                "not_on_every_branch",
                                say(
                                        "The output \"%s\" gets no value on some branches of a"
                                                + " router.",
                                        field.name()),
                                say(
                                        "Link every branch to it, or make it optional[%s].",
                                        field.type().text())));
            }
        }
    }

    private void cycle() {
        List<String> circle = Order.of(program).cycle();
        if (circle.isEmpty()) {
            return;
        }
        String last = circle.getLast();
        for (int i = 0; i < program.links().size(); i++) {
            Link link = program.links().get(i);
            if (link.from().node().equals(last) && link.to().node().equals(circle.getFirst())) {
                String path = String.join(" → ", circle) + " → " + circle.getFirst();
                add(
                        "/links/" + i,
                        link.to(),
                        Problem.error(
                                "cycle",
                                say("The nodes feed each other in a circle: %s.", path),
                                say("Remove one of these links.")));
                return;
            }
        }
    }

    private void unused() {
        Set<String> using = new HashSet<>();
        program.links().forEach(link -> using.add(link.from().node()));
        for (int i = 0; i < program.nodes().size(); i++) {
            String id = program.nodes().get(i).id();
            if (!using.contains(id)) {
                found.add(
                        new Finding(
                                "/nodes/" + i,
                                Problem.warning(
                                                "unused_node",
                                                say("Nothing uses what the node \"%s\" gives.", id),
                                                say("Link one of its outputs, or remove the node."))
                                        .at(id, null)));
            }
        }
        Set<Port> taken = new HashSet<>();
        program.links().forEach(link -> taken.add(link.from()));
        for (int i = 0; i < program.inputs().size(); i++) {
            Port port = Port.input(program.inputs().get(i).name());
            if (!taken.contains(port)) {
                add(
                        "/inputs/" + i,
                        port,
                        Problem.warning(
                                "unused_input",
                                say("Nothing uses the input \"%s\" of the program.", port.field()),
                                say("Link it to a node, or remove it.")));
            }
        }
    }

    private void add(String at, Port port, Problem problem) {
        found.add(new Finding(at, problem.at(port.node(), port.field())));
    }
}
