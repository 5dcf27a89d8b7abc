package dev.dspex.program;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
        List<Frame> frames,
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
        frames = List.copyOf(frames);
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

    /** Every link into a port: more than one only behind a router. */
    public List<Link> linksInto(Port target) {
        return links.stream().filter(link -> link.to().equals(target)).toList();
    }

    /** Its nodes and, after each inner program, the nodes of that. */
    public Stream<Node> everyNode() {
        return nodes.stream()
                .flatMap(
                        node ->
                                node instanceof ProgramNode(var _, Program inner)
                                        ? Stream.concat(Stream.of(node), inner.everyNode())
                                        : Stream.of(node));
    }

    /** Aliases of the LMs and embedding models that nodes name, without repeats. */
    public List<String> lms() {
        return lms(everyNode());
    }

    static List<String> lms(Stream<Node> nodes) {
        return nodes.flatMap(
                        node ->
                                switch (node) {
                                    case ModuleNode module ->
                                            Stream.concat(
                                                    Stream.ofNullable(module.lm()),
                                                    module.wrapping().members().stream()
                                                            .map(Member::lm));
                                    case RetrieverNode retriever ->
                                            Stream.ofNullable(retriever.embedder());
                                    default -> Stream.<String>empty();
                                })
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /**
     * What of the project's own code the program runs, for the person who is asked to trust it:
     * functions and classes as {@code code/tools.py:function}, nodes with code or a command of
     * their own by id. Without repeats.
     */
    public List<String> ownCode() {
        return ownCode(everyNode());
    }

    static List<String> ownCode(Stream<Node> nodes) {
        return nodes.flatMap(Program::ownCode).distinct().toList();
    }

    private static Stream<String> ownCode(Node node) {
        return switch (node) {
            case ModuleNode module ->
                    Stream.concat(
                            module.tools().stream(), Stream.ofNullable(module.wrapping().reward()));
            case ToolNode tool ->
                    switch (tool.call()) {
                        case ToolNode.Function(String reference) -> Stream.of(reference);
                        case ToolNode.Command _ -> Stream.of("the command of " + node.id());
                        case ToolNode.Remote _ -> Stream.of("the server of " + node.id());
                    };
            case CodeNode _ -> Stream.of("the code of " + node.id());
            case ImportedNode imported -> Stream.of(imported.reference());
            case RetrieverNode _, RouterNode _, ProgramNode _ -> Stream.of();
        };
    }

    public Program withName(String newName) {
        return new Program(
                newName, description, types, inputs, outputs, nodes, links, notes, frames, ends);
    }

    public Program withDescription(String newDescription) {
        return new Program(
                name, newDescription, types, inputs, outputs, nodes, links, notes, frames, ends);
    }

    public Program withTypes(List<RecordType> newTypes) {
        return new Program(
                name, description, newTypes, inputs, outputs, nodes, links, notes, frames, ends);
    }

    public Program withInputs(List<Field> newInputs) {
        return new Program(
                name, description, types, newInputs, outputs, nodes, links, notes, frames, ends);
    }

    public Program withOutputs(List<Field> newOutputs) {
        return new Program(
                name, description, types, inputs, newOutputs, nodes, links, notes, frames, ends);
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
                frames,
                ends);
    }

    public Program withLinks(List<Link> newLinks) {
        return new Program(
                name, description, types, inputs, outputs, nodes, newLinks, notes, frames, ends);
    }

    public Program withNotes(List<Note> newNotes) {
        return new Program(
                name, description, types, inputs, outputs, nodes, links, newNotes, frames, ends);
    }

    public Program withFrames(List<Frame> newFrames) {
        return new Program(
                name, description, types, inputs, outputs, nodes, links, notes, newFrames, ends);
    }

    public Program withEnds(Ends newEnds) {
        return new Program(
                name, description, types, inputs, outputs, nodes, links, notes, frames, newEnds);
    }

    private static Optional<Field> find(List<Field> fields, String field) {
        return fields.stream().filter(candidate -> candidate.name().equals(field)).findFirst();
    }
}
