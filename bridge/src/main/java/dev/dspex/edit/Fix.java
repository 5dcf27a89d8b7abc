package dev.dspex.edit;

import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.Signature;
import dev.dspex.program.Wrapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What makes a link possible whose types do not fit: a node between the two, or one around. */
public sealed interface Fix {
    /** The node at the end works on each item of the list. */
    record MapOver() implements Fix {}

    /** The first item of the list. */
    record First() implements Fix {}

    /** The items of the list as one text, line by line. */
    record Join() implements Fix {}

    /** One field of the record. */
    record Extract(String field) implements Fix {}

    /** One field of each record of the list. */
    record ExtractEach(String field) implements Fix {}

    /** A list with this one item. */
    record Enlist() implements Fix {}

    /** The lines of the text as a list. */
    record Lines() implements Fix {}

    /** An LM makes the one out of the other. */
    record Ask() implements Fix {}

    /**
     * What can be done, the most likely first; nothing where the link fits, or where no type helps.
     */
    static List<Fix> of(Program program, Port from, Port to) {
        if (!(Fit.of(program, from, to) instanceof Fit.TypesDiffer)) return List.of();
        var given = program.source(from).orElseThrow().type();
        var taken = program.target(to).orElseThrow().type();
        var fixes = new ArrayList<Fix>();
        if (given instanceof FieldType.ListOf(var item)) {
            if (item.fits(taken) && wrappable(program, to)) fixes.add(new MapOver());
            if (item.fits(taken)) fixes.add(new First());
            if (taken.equals(new FieldType.OptionalOf(FieldType.Basic.STR))) fixes.add(new Join());
            if (taken instanceof FieldType.ListOf(var wanted))
                fields(program, item, wanted).forEach(f -> fixes.add(new ExtractEach(f)));
        }
        fields(program, given, taken).forEach(f -> fixes.add(new Extract(f)));
        if (taken instanceof FieldType.ListOf(var wanted)) {
            if (given == FieldType.Basic.STR && wanted == FieldType.Basic.STR)
                fixes.add(new Lines());
            if (given.fits(wanted)) fixes.add(new Enlist());
        }
        if (!(taken instanceof FieldType.Special)) fixes.add(new Ask());
        return List.copyOf(fixes);
    }

    /**
     * The program with the link by way of this fix. What fed the target before gives way.
     *
     * @param at where a new node goes
     */
    default Program apply(Program program, Port from, Port to, Point at) {
        var given = program.source(from).orElseThrow();
        var taken = program.target(to).orElseThrow();
        if (this instanceof MapOver) return mapped(program, from, to);
        var id = Edits.freeId(program, name(taken));
        var node = between(id, plain(given.name(), given), plain(taken.name(), taken)).movedTo(at);
        var in = node.inputs().getFirst().name();
        var out = node.outputs().getLast().name();
        var added = Edits.connect(Edits.add(program, node), from, new Port(id, in));
        return Edits.connect(added, new Port(id, out), to);
    }

    private String name(Field taken) {
        return switch (this) {
            case MapOver _ -> "map";
            case First _ -> "first";
            case Join _ -> "join";
            case Extract(var field) -> field;
            case ExtractEach(var field) -> field;
            case Enlist _ -> "listed";
            case Lines _ -> "lines";
            case Ask _ -> taken.name();
        };
    }

    private Node between(String id, Field in, Field out) {
        var from = in.name();
        return switch (this) {
            case MapOver _ -> throw new IllegalStateException("nothing stands between");
            case First _ -> code(id, in, out, from + "[0]");
            case Join _ -> code(id, in, out, "\"\\n\".join(str(item) for item in " + from + ")");
            case Extract(var field) -> code(id, in, out, from + "." + field);
            case ExtractEach(var field) ->
                    code(id, in, out, "[item." + field + " for item in " + from + "]");
            case Enlist _ -> code(id, in, out, "[" + from + "]");
            case Lines _ -> code(id, in, out, from + ".splitlines()");
            case Ask _ -> {
                var wanted = in.name().equals(out.name()) ? plain("result", out) : out;
                var name = Character.toUpperCase(id.charAt(0)) + id.substring(1);
                yield new ModuleNode(
                        id,
                        ModuleKind.PREDICT,
                        new Signature(name, "", List.of(in), List.of(wanted)));
            }
        };
    }

    private static CodeNode code(String id, Field in, Field out, String value) {
        var source = "def run(%s):\n    return {\"%s\": %s}\n";
        return new CodeNode(
                new NodeHead(id),
                List.of(in),
                List.of(out),
                source.formatted(in.name(), out.name(), value));
    }

    private static Program mapped(Program program, Port from, Port to) {
        var node = (ModuleNode) program.node(to.node()).orElseThrow();
        var around =
                node.withKind(ModuleKind.PARALLEL)
                        .withWrapping(new Wrapping(node.kind(), null, to.field()));
        return Edits.connect(Edits.replace(program, around), from, to);
    }

    private static boolean wrappable(Program program, Port to) {
        return program.node(to.node())
                .filter(n -> n instanceof ModuleNode module && !module.kind().wraps())
                .isPresent();
    }

    private static List<String> fields(Program program, FieldType given, FieldType taken) {
        return record(given).flatMap(program::type).stream()
                .flatMap(type -> type.fields().stream())
                .filter(f -> f.type().fits(taken))
                .map(Field::name)
                .toList();
    }

    private static Optional<String> record(FieldType type) {
        return type instanceof FieldType.RecordRef(var name) ? Optional.of(name) : Optional.empty();
    }

    private static Field plain(String name, Field field) {
        var sound = Names.badField(name).isEmpty() ? name : "value";
        return new Field(sound, field.type(), field.description());
    }
}
