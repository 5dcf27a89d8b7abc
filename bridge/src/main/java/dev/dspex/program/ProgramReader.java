package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** JSON to program. What cannot be part of a program is a problem, and left out. */
final class ProgramReader {

    private static final Set<String> BODY =
            Set.of("description", "inputs", "outputs", "nodes", "links", "notes", "frames", "ends");

    private final List<Problem> problems;
    private final FieldReader fields = new FieldReader();
    private final NodeReader nodes = new NodeReader(this);

    ProgramReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Returns null, with problems, where there is nothing to go on with. */
    @Nullable Program read(LocatedJson json) {
        JsonCursor top = JsonCursor.of(json, say("the program"), problems);
        if (top == null || !Formats.known(top, ProgramFile.FORMAT)) {
            return null;
        }
        Set<String> known = new HashSet<>(BODY);
        known.addAll(Set.of("format", "name", "types"));
        top.allow(known);
        String name = name(top, "name", "bad_program_name", Names::badProgram);
        Program program =
                body(top, name == null ? ProgramNode.NAME : name)
                        .withTypes(all(top.objects("types"), this::type));
        return name == null ? null : program;
    }

    /** A program within a program: no name, no types. */
    Program inner(JsonCursor json) {
        json.allow(BODY);
        return body(json, ProgramNode.NAME);
    }

    private Program body(JsonCursor json, String name) {
        return Program.empty(name)
                .withDescription(json.text("description", ""))
                .withInputs(fields.read(json.requiredObjects("inputs"), Names.INPUT))
                .withOutputs(fields.read(json.requiredObjects("outputs"), Names.OUTPUT))
                .withNodes(all(json.requiredObjects("nodes"), nodes::read))
                .withLinks(all(json.requiredObjects("links"), this::link))
                .withNotes(all(json.objects("notes"), this::note))
                .withFrames(all(json.objects("frames"), this::frame))
                .withEnds(ends(json));
    }

    private @Nullable RecordType type(JsonCursor json) {
        JsonCursor at = json.named("name", say("the type"));
        String name = name(at, "name", "bad_type_name", Names::badType);
        at.allow(Set.of("name", "description", "fields", "comment"));
        List<Field> members = fields.read(at.requiredObjects("fields"), name);
        return name == null
                ? null
                : new RecordType(name, at.text("description", ""), members, at.text("comment", ""));
    }

    private @Nullable Link link(JsonCursor json) {
        json.allow(Set.of("from", "to"));
        Port from = port(json, "from");
        Port to = port(json, "to");
        return from == null || to == null ? null : new Link(from, to);
    }

    private static @Nullable Port port(JsonCursor json, String key) {
        String text = json.requiredText(key);
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        if (dot < 1 || dot == text.length() - 1 || text.indexOf('.', dot + 1) >= 0) {
            json.error(
                    key,
                    "bad_port",
                    say("\"%s\" is no end of a link.", text),
                    say("Write NODE.FIELD, such as input.question or answer.text."));
            return null;
        }
        return new Port(text.substring(0, dot), text.substring(dot + 1));
    }

    private @Nullable Note note(JsonCursor json) {
        json.allow(Set.of("text", "color", "at", "size"));
        String text = json.requiredText("text");
        Tint color = color(json);
        JsonCursor sized = json.object("size");
        Size size = sized == null ? null : size(json, sized);
        return text == null ? null : new Note(text, color, point(json), size);
    }

    private @Nullable Frame frame(JsonCursor json) {
        json.allow(Set.of("text", "color", "at", "size"));
        Tint color = color(json);
        JsonCursor sized = json.requiredObject("size");
        Point at = json.requiredObject("at") == null ? null : point(json);
        Size size = sized == null ? null : size(json, sized);
        if (at == null || size == null) {
            return null;
        }
        return new Frame(json.text("text", ""), color, at, size);
    }

    private static @Nullable Size size(JsonCursor json, JsonCursor size) {
        size.allow(Set.of("width", "height"));
        Double width = size.number("width");
        Double height = size.number("height");
        if (width == null || height == null || width <= 0 || height <= 0) {
            json.error(
                    "size",
                    "bad_value",
                    say("\"size\" needs a \"width\" and a \"height\" above 0."),
                    say("Write both in canvas units."));
            return null;
        }
        return new Size(width, height);
    }

    private static @Nullable Tint color(JsonCursor json) {
        String text = json.text("color");
        Optional<Tint> tint = text == null ? Optional.empty() : Tint.of(text);
        if (text != null && tint.isEmpty()) {
            json.error(
                    "color",
                    "bad_value",
                    say("There is no colour \"%s\".", text),
                    Nearest.hint(text, Arrays.stream(Tint.values()).map(Tint::text).toList()));
        }
        return tint.orElse(null);
    }

    private static Ends ends(JsonCursor top) {
        JsonCursor json = top.object("ends");
        if (json == null) {
            return Ends.NOWHERE;
        }
        json.allow(Set.of(Names.INPUT, Names.OUTPUT));
        return new Ends(point(json, Names.INPUT), point(json, Names.OUTPUT));
    }

    static @Nullable Point point(JsonCursor json) {
        return point(json, "at");
    }

    private static @Nullable Point point(JsonCursor json, String key) {
        JsonCursor at = json.object(key);
        if (at == null) {
            return null;
        }
        at.allow(Set.of("x", "y"));
        Double x = at.number("x");
        Double y = at.number("y");
        if (x == null || y == null) {
            json.error(
                    key,
                    "missing_key",
                    say("\"%s\" needs the numbers \"x\" and \"y\".", key),
                    say("Add both, or remove \"%s\".", key));
            return null;
        }
        return new Point(x, y);
    }

    static @Nullable String name(
            JsonCursor json, String key, String code, Function<String, Optional<String>> rule) {
        String name = json.requiredText(key);
        if (name == null) {
            return null;
        }
        Optional<String> bad = rule.apply(name);
        bad.ifPresent(
                why ->
                        json.error(
                                key,
                                code,
                                say("\"%s\" cannot be a name here: %s.", name, why),
                                say("Choose another name.")));
        return bad.isPresent() ? null : name;
    }

    private static <T> List<T> all(
            List<JsonCursor> items, Function<JsonCursor, @Nullable T> reader) {
        List<T> found = new ArrayList<>();
        for (JsonCursor item : items) {
            T value = reader.apply(item);
            if (value != null) {
                found.add(Objects.requireNonNull(value));
            }
        }
        return found;
    }
}
