package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Choice;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.List;
import java.util.Locale;

/** Brings values from files to the types of a program. */
final class Values {

    /**
     * A value that does not fit; the message ends a sentence such as {@code The value of "n" …}.
     */
    static final class Misfit extends Exception {
        Misfit(String message) {
            super(message, null, false, false);
        }
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONGEST_QUOTE = 40;

    private final JsonMapper mapper;
    private final Program program;

    Values(Program program, JsonMapper mapper) {
        this.program = program;
        this.mapper = mapper;
    }

    /** Checks a JSON value. Whole numbers become float where the type says so. */
    JsonNode fit(FieldType type, JsonNode value) throws Misfit {
        switch (type) {
            case FieldType.Basic basic -> fitBasic(basic, value);
            case FieldType.Special special -> fitSpecial(special, value);
            case FieldType.ListOf(FieldType item) -> {
                require(value.isArray(), value, say("a list"));
                for (JsonNode each : value) {
                    fit(item, each);
                }
            }
            case FieldType.DictOf(FieldType of) -> {
                require(value.isObject(), value, say("an object"));
                for (JsonNode each : value) {
                    fit(of, each);
                }
            }
            case FieldType.OptionalOf(FieldType item) -> {
                if (!value.isNull()) {
                    fit(item, value);
                }
            }
            case FieldType.Literal(List<Choice> choices) ->
                    require(
                            choices.stream().anyMatch(choice -> json(choice).equals(value)),
                            value,
                            type.text());
            case FieldType.RecordRef(String name) -> fitRecord(name, value);
        }
        return value;
    }

    /** Reads the text of a CSV cell as a value of the type. */
    JsonNode fromText(FieldType type, String text) throws Misfit {
        String bare = text.strip();
        return switch (type) {
            case FieldType.Basic.STR -> JSON.stringNode(text);
            case FieldType.Basic.INT, FieldType.Basic.FLOAT -> fit(type, number(bare, type));
            case FieldType.Basic.BOOL -> bool(bare);
            case FieldType.Basic.ANY -> any(text);
            case FieldType.OptionalOf(FieldType item) ->
                    bare.isEmpty() ? JSON.nullNode() : fromText(item, text);
            case FieldType.Literal(List<Choice> choices) -> choice(choices, bare, type);
            case FieldType.ListOf _, FieldType.DictOf _, FieldType.RecordRef _ ->
                    fit(type, parsed(bare, type));
            case FieldType.Special special -> fit(special, any(text));
        };
    }

    private static void fitBasic(FieldType.Basic type, JsonNode value) throws Misfit {
        switch (type) {
            case STR -> require(value.isString(), value, say("text in quotes"));
            case INT -> require(value.isIntegralNumber(), value, say("a whole number"));
            case FLOAT -> require(value.isNumber(), value, say("a number"));
            case BOOL -> require(value.isBoolean(), value, say("true or false"));
            case ANY -> {}
        }
    }

    private static void fitSpecial(FieldType.Special type, JsonNode value) throws Misfit {
        switch (type) {
            case IMAGE, AUDIO, FILE ->
                    require(
                            value.isString() || value.isObject(),
                            value,
                            say("a path or an address"));
            case CODE, REASONING ->
                    require(value.isString() || value.isObject(), value, say("text in quotes"));
            case HISTORY, TOOL_CALLS ->
                    require(value.isContainer(), value, say("a list or an object"));
        }
    }

    private void fitRecord(String name, JsonNode value) throws Misfit {
        require(value.isObject(), value, say("an object"));
        RecordType record =
                program.type(name)
                        .orElseThrow(() -> new Misfit(say("has the unknown type %s", name)));
        for (Field field : record.fields()) {
            JsonNode member = value.get(field.name());
            if (member == null) {
                if (!(field.type() instanceof FieldType.OptionalOf)) {
                    throw new Misfit(say("lacks the field \"%s\" of %s", field.name(), name));
                }
            } else {
                try {
                    fit(field.type(), member);
                } catch (Misfit e) {
                    throw new Misfit(
                            say("does not fit at \"%s\": it %s", field.name(), e.getMessage()));
                }
            }
        }
    }

    private JsonNode number(String text, FieldType type) throws Misfit {
        JsonNode value = any(text);
        if (!value.isNumber()) {
            throw misfit(
                    JSON.stringNode(text),
                    type == FieldType.Basic.INT ? say("a whole number") : say("a number"));
        }
        return value;
    }

    private static JsonNode bool(String text) throws Misfit {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> JSON.booleanNode(true);
            case "false", "0", "no" -> JSON.booleanNode(false);
            default -> throw misfit(JSON.stringNode(text), say("true or false"));
        };
    }

    private static JsonNode choice(List<Choice> choices, String text, FieldType type)
            throws Misfit {
        for (Choice choice : choices) {
            JsonNode value = json(choice);
            if (value.isBoolean()
                    ? value.asString().equalsIgnoreCase(text)
                    : value.asString().equals(text)) {
                return value;
            }
        }
        throw misfit(JSON.stringNode(text), type.text());
    }

    private JsonNode parsed(String text, FieldType type) throws Misfit {
        try {
            return mapper.readTree(text);
        } catch (JacksonException _) {
            throw misfit(JSON.stringNode(text), say("JSON of the type %s", type.text()));
        }
    }

    private JsonNode any(String text) {
        try {
            JsonNode value = mapper.readTree(text);
            return value.isMissingNode() ? JSON.stringNode(text) : value;
        } catch (JacksonException _) {
            return JSON.stringNode(text);
        }
    }

    private static JsonNode json(Choice choice) {
        return switch (choice) {
            case Choice.Text(String value) -> JSON.stringNode(value);
            case Choice.Whole(long value) ->
                    value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
            case Choice.Bool(boolean value) -> JSON.booleanNode(value);
        };
    }

    private static void require(boolean fits, JsonNode value, String expected) throws Misfit {
        if (!fits) {
            throw misfit(value, expected);
        }
    }

    private static Misfit misfit(JsonNode value, String expected) {
        String text = value.toString();
        String shown =
                text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return new Misfit(say("is %s, not %s", shown, expected));
    }
}
