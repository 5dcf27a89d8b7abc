package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** JSON to program. What cannot be part of a program is a problem, and left out. */
final class ProgramReader {

    private static final Set<String> PROGRAM =
            Set.of(
                    "format",
                    "name",
                    "description",
                    "types",
                    "inputs",
                    "outputs",
                    "nodes",
                    "links",
                    "notes",
                    "ends");
    private static final Set<String> NODE =
            Set.of("id", "kind", "title", "signature", "parameters", "tools", "lm", "at");
    private static final Set<String> PARAMETERS =
            Set.of("temperature", "max_tokens", "top_p", "max_iters");

    private final List<Problem> problems;
    private final FieldReader fields = new FieldReader();

    ProgramReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Returns null, with problems, where there is nothing to go on with. */
    @Nullable Program read(LocatedJson json) {
        JsonCursor top = JsonCursor.of(json, "the program", problems);
        if (top == null || !Formats.known(top, ProgramFile.FORMAT)) {
            return null;
        }
        top.allow(PROGRAM);
        String name = name(top, "name", "bad_program_name", Names::badProgram);
        Program program =
                Program.empty(name == null ? "unnamed" : name)
                        .withDescription(top.text("description", ""))
                        .withTypes(all(top.objects("types"), this::type))
                        .withInputs(fields.read(top.requiredObjects("inputs"), Names.INPUT))
                        .withOutputs(fields.read(top.requiredObjects("outputs"), Names.OUTPUT))
                        .withNodes(all(top.requiredObjects("nodes"), this::node))
                        .withLinks(all(top.requiredObjects("links"), this::link))
                        .withNotes(all(top.objects("notes"), this::note))
                        .withEnds(ends(top));
        return name == null ? null : program;
    }

    private @Nullable RecordType type(JsonCursor json) {
        JsonCursor at = json.named("name", "the type");
        String name = name(at, "name", "bad_type_name", Names::badType);
        at.allow(Set.of("name", "description", "fields"));
        List<Field> members = fields.read(at.requiredObjects("fields"), name);
        return name == null ? null : new RecordType(name, at.text("description", ""), members);
    }

    private @Nullable Node node(JsonCursor json) {
        JsonCursor at = json.named("id", "the node");
        String id = name(at, "id", "bad_node_id", Names::badNode);
        at.allow(NODE);
        ModuleKind kind = kind(at, id);
        Signature signature = signature(at, id);
        Parameters parameters = parameters(at);
        String lm = at.text("lm");
        if (lm != null && lm.isBlank()) {
            at.error(
                    "lm",
                    "bad_value",
                    "The LM alias of the node \"" + id + "\" is empty.",
                    "Name one, or remove it.");
        }
        Point place = point(at);
        return id == null || kind == null || signature == null
                ? null
                : new ModuleNode(
                        id,
                        kind,
                        at.text("title", id),
                        signature,
                        parameters,
                        at.texts("tools"),
                        lm,
                        place);
    }

    private static @Nullable ModuleKind kind(JsonCursor at, @Nullable String id) {
        String text = at.requiredText("kind");
        if (text == null) {
            return null;
        }
        Optional<ModuleKind> kind = ModuleKind.of(text);
        if (kind.isEmpty()) {
            at.error(
                    "kind",
                    "unknown_kind",
                    "The node \"" + id + "\" has the unknown kind \"" + text + "\".",
                    Nearest.hint(
                            text,
                            Arrays.stream(ModuleKind.values()).map(ModuleKind::text).toList()));
        }
        return kind.orElse(null);
    }

    private @Nullable Signature signature(JsonCursor at, @Nullable String id) {
        JsonCursor json = at.requiredObject("signature");
        if (json == null) {
            return null;
        }
        JsonCursor signature = json.as("the signature of \"" + id + "\"", id, null);
        signature.allow(Set.of("name", "instructions", "inputs", "outputs"));
        String name = name(signature, "name", "bad_signature_name", Names::badSignature);
        List<Field> inputs = fields.read(signature.requiredObjects("inputs"), id);
        List<Field> outputs = fields.read(signature.requiredObjects("outputs"), id);
        return name == null
                ? null
                : new Signature(name, signature.text("instructions", ""), inputs, outputs);
    }

    private static Parameters parameters(JsonCursor at) {
        JsonCursor json = at.object("parameters");
        if (json == null) {
            return Parameters.NONE;
        }
        json.allow(PARAMETERS);
        return new Parameters(
                checked(
                        json,
                        "temperature",
                        json.number("temperature"),
                        v -> new Parameters(v, null, null, null)),
                checked(
                        json,
                        "max_tokens",
                        json.whole("max_tokens"),
                        v -> new Parameters(null, v, null, null)),
                checked(
                        json,
                        "top_p",
                        json.number("top_p"),
                        v -> new Parameters(null, null, v, null)),
                checked(
                        json,
                        "max_iters",
                        json.whole("max_iters"),
                        v -> new Parameters(null, null, null, v)));
    }

    /**
     * Tries a value alone, so that the record's own rule gives the message and the key gives the
     * place.
     */
    private static <T> @Nullable T checked(
            JsonCursor json,
            String key,
            @Nullable T value,
            Function<@Nullable T, Parameters> rule) {
        try {
            var _ = rule.apply(value);
            return value;
        } catch (IllegalArgumentException e) {
            json.error(
                    key,
                    "bad_parameter",
                    "The parameter \"" + key + "\" is " + value + ".",
                    "Remember: " + e.getMessage() + ".");
            return null;
        }
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
                    "\"" + text + "\" is no end of a link.",
                    "Write NODE.FIELD, such as input.question or answer.text.");
            return null;
        }
        return new Port(text.substring(0, dot), text.substring(dot + 1));
    }

    private @Nullable Note note(JsonCursor json) {
        json.allow(Set.of("text", "at"));
        String text = json.requiredText("text");
        return text == null ? null : new Note(text, point(json));
    }

    private static Ends ends(JsonCursor top) {
        JsonCursor json = top.object("ends");
        if (json == null) {
            return Ends.NOWHERE;
        }
        json.allow(Set.of(Names.INPUT, Names.OUTPUT));
        return new Ends(point(json, Names.INPUT), point(json, Names.OUTPUT));
    }

    private static @Nullable Point point(JsonCursor json) {
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
                    "\"" + key + "\" needs the numbers \"x\" and \"y\".",
                    "Add both, or remove \"" + key + "\".");
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
                                "\"" + name + "\" cannot be a name here: " + why + ".",
                                "Choose another name."));
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
