package dev.dspex.program;

import static dev.dspex.program.Words.say;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** JSON to the fields of a program, a record type or a signature. */
final class FieldReader {

    private static final Set<String> CONSTRAINTS =
            Set.of("ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length", "pattern");

    /** The fields that can be read; {@code owner} is the node that problems name. */
    List<Field> read(List<JsonCursor> items, @Nullable String owner) {
        List<Field> fields = new ArrayList<>();
        for (JsonCursor item : items) {
            Field field = field(item, owner);
            if (field != null) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** One field, null where there is none or, with problems, one that cannot be read. */
    @Nullable Field one(@Nullable JsonCursor json, @Nullable String owner) {
        return json == null ? null : field(json, owner);
    }

    private @Nullable Field field(JsonCursor json, @Nullable String owner) {
        String given = json.has("name") ? json.raw("name").asString("") : null;
        JsonCursor at =
                json.as(
                        given == null ? say("a field") : say("the field \"%s\"", given),
                        owner,
                        given);
        at.allow(Set.of("name", "type", "description", "constraints", "comment"));
        String name = at.requiredText("name");
        if (name != null && Names.badField(name).isPresent()) {
            at.error(
                    "name",
                    "bad_field_name",
                    say("\"%s\" cannot be a field name: %s.", name, Names.badField(name).get()),
                    say("Choose another name."));
            name = null;
        }
        FieldType type = type(at, given);
        Constraints constraints = constraints(at, given);
        String description = at.text("description", "");
        String comment = at.text("comment", "");
        return name == null || type == null
                ? null
                : new Field(name, type, description, constraints, comment);
    }

    private static @Nullable FieldType type(JsonCursor at, @Nullable String name) {
        String text = at.requiredText("type");
        if (text == null) {
            return null;
        }
        try {
            return TypeText.parse(text);
        } catch (TypeText.BadType e) {
            at.error(
                    "type",
                    "type_invalid",
                    say(
                            "The type \"%s\" of the field \"%s\" cannot be read: %s (at character"
                                    + " %s).",
                            text, name, e.getMessage(), e.offset() + 1),
                    say(
                            "Use str, int, float, bool, any, list[T], dict[str, T], optional[T],"
                                    + " literal['a', 'b'] or a record type."));
            return null;
        }
    }

    private static Constraints constraints(JsonCursor at, @Nullable String name) {
        JsonCursor json = at.object("constraints");
        if (json == null) {
            return Constraints.NONE;
        }
        json.allow(CONSTRAINTS);
        try {
            return new Constraints(
                    json.number("ge"),
                    json.number("gt"),
                    json.number("le"),
                    json.number("lt"),
                    json.number("multiple_of"),
                    json.whole("min_length"),
                    json.whole("max_length"),
                    json.text("pattern"));
        } catch (IllegalArgumentException e) {
            at.error(
                    "constraints",
                    "bad_constraint",
                    say(
                            "The constraints of the field \"%s\" cannot hold: %s.",
                            name, e.getMessage()),
                    say("Change or remove the constraint."));
            return Constraints.NONE;
        }
    }
}
