package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;
import dev.dspex.program.Wrapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the signature editor does to a program, as pure functions. */
public final class SignatureEdits {

    private SignatureEdits() {}

    /**
     * Gives a node another signature. Links follow fields that were renamed; so does the input that
     * Parallel goes over.
     */
    public static Program signature(Program program, String node, Signature signature) {
        var module = (ModuleNode) program.node(node).orElseThrow();
        var changed = module.withSignature(signature);
        var over = module.wrapping().over();
        if (over != null) {
            var at = names(module.signature().inputs()).indexOf(over);
            var now = names(signature.inputs());
            if (at >= 0 && !now.contains(over) && now.size() == module.signature().inputs().size())
                changed = changed.withWrapping(over(module.wrapping(), now.get(at)));
        }
        return Edits.replace(program, changed);
    }

    /**
     * Gives a node the signature that its code says, with the record types that the code declares.
     *
     * @param before the program when the person began to work on the code: a field that was taken
     *     out since and is back again gets its links back
     * @param declared record types that the code has declared since; those that it no longer does,
     *     and nothing uses, go
     */
    public static Program code(
            Program program,
            Program before,
            String node,
            Signature signature,
            List<RecordType> types,
            Set<String> declared) {
        var result = program;
        for (var type : types) result = put(result, type);
        result = signature(result, node, signature);
        var now = types.stream().map(RecordType::name).toList();
        for (var name : declared)
            if (!now.contains(name) && !uses(result, name)) result = remove(result, name);
        for (var link : before.links())
            if (canReturn(result, node, link)) result = link(result, link);
        return result;
    }

    private static boolean canReturn(Program program, String node, Link link) {
        return (link.from().node().equals(node) || link.to().node().equals(node))
                && program.linksInto(link.to()).isEmpty()
                && program.source(link.from()).isPresent()
                && program.target(link.to()).isPresent();
    }

    private static Program link(Program program, Link link) {
        return Edits.connect(program, link.from(), link.to());
    }

    /** A program of one module only, with its inputs and outputs. */
    public static Program alone(Program program, ModuleNode module) {
        var links = new ArrayList<Link>();
        for (var field : module.inputs())
            links.add(
                    new Link(
                            new Port(Names.INPUT, field.name()),
                            new Port(module.id(), field.name())));
        for (var field : module.outputs())
            links.add(
                    new Link(
                            new Port(module.id(), field.name()),
                            new Port(Names.OUTPUT, field.name())));
        return Program.empty(program.name())
                .withTypes(program.types())
                .withInputs(module.inputs())
                .withOutputs(module.outputs())
                .withNodes(List.of(module))
                .withLinks(links);
    }

    /** Puts a record type in the place of the one with its name, else after the others. */
    public static Program put(Program program, RecordType type) {
        var types = new ArrayList<>(program.types());
        var at = types.stream().map(RecordType::name).toList().indexOf(type.name());
        if (at < 0) types.add(type);
        else types.set(at, type);
        return program.withTypes(types);
    }

    public static Program remove(Program program, String type) {
        return program.withTypes(
                program.types().stream().filter(t -> !t.name().equals(type)).toList());
    }

    /**
     * Gives a record type another name, wherever the program refers to it.
     *
     * @throws IllegalArgumentException when another has the name
     */
    public static Program rename(Program program, String type, String newName) {
        if (type.equals(newName)) return program;
        if (program.type(newName).isPresent())
            throw new IllegalArgumentException("there is a record type " + newName + " already");
        var renames = TypeRenames.of(Map.of(type, newName));
        return renames.in(program)
                .withTypes(
                        program.types().stream()
                                .map(
                                        t ->
                                                t.withName(
                                                                t.name().equals(type)
                                                                        ? newName
                                                                        : t.name())
                                                        .withFields(renames.in(t.fields())))
                                .toList());
    }

    /** Whether a field of the program, or of another record, has the record type. */
    public static boolean uses(Program program, String type) {
        var other = freeType(program, type + "_");
        var without = remove(program, type);
        return !rename(put(without, new RecordType(type, "", List.of())), type, other)
                .equals(put(without, new RecordType(other, "", List.of())));
    }

    /** The wish, or the wish with the first number from 2 on that no record type has. */
    public static String freeType(Program program, String wish) {
        var taken = new HashSet<String>();
        program.types().forEach(t -> taken.add(t.name()));
        return Edits.free(wish, taken);
    }

    /** The wish, or the wish with the first number from 2 on that none of the fields has. */
    public static String freeField(List<Field> fields, String wish) {
        return Edits.free(wish, Set.copyOf(names(fields)));
    }

    private static List<String> names(List<Field> fields) {
        return fields.stream().map(Field::name).toList();
    }

    private static Wrapping over(Wrapping wrapping, String input) {
        return new Wrapping(wrapping.inner(), wrapping.reward(), input);
    }
}
