package dev.dspex.program;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program: nodes with typed ports, and links between them. Single values are sound by
 * construction; whether they fit together says {@link Validation}, so that a half-done program can
 * be held and edited.
 */
public record Program(
        String name,
        String description,
        List<RecordType> types,
        List<Field> inputs,
        List<Field> outputs,
        List<Node> nodes,
        List<Link> links,
        List<Note> notes,
        Ends ends) {

    public Program {
        Names.require(Names.badProgram(name), "the program name", name);
        Objects.requireNonNull(description, "description");
        types = List.copyOf(types);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        notes = List.copyOf(notes);
        Objects.requireNonNull(ends, "ends");
    }

    public static Program empty(String name) {
        return new Program(
                name,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Ends.NOWHERE);
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    public Optional<RecordType> type(String typeName) {
        return types.stream().filter(type -> type.name().equals(typeName)).findFirst();
    }

    /** The field that a link may start at: an input of the program or an output of a node. */
    public Optional<Field> source(Port port) {
        return port.node().equals(Names.INPUT)
                ? find(inputs, port.field())
                : node(port.node()).flatMap(node -> find(node.outputs(), port.field()));
    }

    /** The field that a link may end at: an input of a node or an output of the program. */
    public Optional<Field> target(Port port) {
        return port.node().equals(Names.OUTPUT)
                ? find(outputs, port.field())
                : node(port.node()).flatMap(node -> find(node.inputs(), port.field()));
    }

    public Optional<Link> linkInto(Port target) {
        return links.stream().filter(link -> link.to().equals(target)).findFirst();
    }

    /** References to project code that the program calls, without repeats. */
    public List<String> tools() {
        return nodes.stream()
                .flatMap(
                        node ->
                                switch (node) {
                                    case ModuleNode module -> module.tools().stream();
                                })
                .distinct()
                .toList();
    }

    public Program withName(String newName) {
        return new Program(newName, description, types, inputs, outputs, nodes, links, notes, ends);
    }

    public Program withDescription(String newDescription) {
        return new Program(name, newDescription, types, inputs, outputs, nodes, links, notes, ends);
    }

    public Program withTypes(List<RecordType> newTypes) {
        return new Program(name, description, newTypes, inputs, outputs, nodes, links, notes, ends);
    }

    public Program withInputs(List<Field> newInputs) {
        return new Program(name, description, types, newInputs, outputs, nodes, links, notes, ends);
    }

    public Program withOutputs(List<Field> newOutputs) {
        return new Program(name, description, types, inputs, newOutputs, nodes, links, notes, ends);
    }

    public Program withNodes(List<? extends Node> newNodes) {
        return new Program(
                name,
                description,
                types,
                inputs,
                outputs,
                List.copyOf(newNodes),
                links,
                notes,
                ends);
    }

    public Program withLinks(List<Link> newLinks) {
        return new Program(name, description, types, inputs, outputs, nodes, newLinks, notes, ends);
    }

    public Program withNotes(List<Note> newNotes) {
        return new Program(name, description, types, inputs, outputs, nodes, links, newNotes, ends);
    }

    public Program withEnds(Ends newEnds) {
        return new Program(name, description, types, inputs, outputs, nodes, links, notes, newEnds);
    }

    private static Optional<Field> find(List<Field> fields, String field) {
        return fields.stream().filter(candidate -> candidate.name().equals(field)).findFirst();
    }
}
