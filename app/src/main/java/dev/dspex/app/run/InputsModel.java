package dev.dspex.app.run;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.feed.Values;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Basic;
import dev.dspex.program.FieldType.Choice;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The inputs of a program as texts that a person edits, and the values they stand for. */
public final class InputsModel {
    /** Which editor an input gets. */
    public enum Editor {
        TEXT,
        NUMBER,
        CHOICE,
        CHECK,
        JSON
    }

    /** Either every value, or what is wrong by field. */
    public sealed interface Parsed {
        record Good(ObjectNode values) implements Parsed {}

        record Bad(Map<String, String> problems) implements Parsed {}
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private List<Field> fields = List.of();
    private Set<String> secret = Set.of();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private Runnable edited = () -> {};

    /** Other inputs; texts of inputs that stay are kept. */
    public void setFields(List<Field> program, Set<String> secretInputs) {
        fields = List.copyOf(program);
        secret = Set.copyOf(secretInputs);
        texts.keySet().retainAll(program.stream().map(Field::name).toList());
        for (var field : program) texts.putIfAbsent(field.name(), initial(field));
    }

    public List<Field> fields() {
        return fields;
    }

    public boolean isSecret(Field field) {
        return secret.contains(field.name());
    }

    public static Editor editor(Field field) {
        return switch (field.type()) {
            case Basic.STR -> Editor.TEXT;
            case Basic.INT, Basic.FLOAT -> Editor.NUMBER;
            case Basic.BOOL -> Editor.CHECK;
            case FieldType.Literal _ -> Editor.CHOICE;
            case FieldType.OptionalOf(FieldType item) when item == Basic.STR -> Editor.TEXT;
            default -> Editor.JSON;
        };
    }

    /** The texts of the choices of a literal, in order. */
    public static List<String> choices(Field field) {
        return field.type() instanceof FieldType.Literal(var choices)
                ? choices.stream().map(InputsModel::word).toList()
                : List.of();
    }

    public String edited(Field field) {
        return texts.getOrDefault(field.name(), "");
    }

    public void edit(Field field, String value) {
        var before = texts.put(field.name(), value);
        if (!value.equals(before)) tellEdited();
    }

    /** Called when something else was typed. */
    void onEdited(Runnable listener) {
        edited = listener;
    }

    void tellEdited() {
        edited.run();
    }

    /** Takes the values of a row or of an earlier run; fields that it does not name stay. */
    public void fill(JsonNode values) {
        for (var field : fields) {
            var value = values.get(field.name());
            if (value != null)
                texts.put(
                        field.name(),
                        editor(field) == Editor.JSON ? value.toPrettyString() : Values.text(value));
        }
    }

    /** Whether nothing was typed, filled in or restored. */
    public boolean isUntouched() {
        return fields.stream().allMatch(field -> edited(field).equals(initial(field)));
    }

    /** What to keep until the next time; secret inputs are left out. */
    public Map<String, String> remember() {
        var kept = new LinkedHashMap<>(texts);
        kept.keySet().removeAll(secret);
        return kept;
    }

    public void restore(Map<String, String> kept) {
        for (var field : fields) {
            var value = kept.get(field.name());
            if (value != null && !isSecret(field)) texts.put(field.name(), value);
        }
    }

    public Parsed parse() {
        var values = JSON.objectNode();
        var problems = new LinkedHashMap<String, String>();
        for (var field : fields) {
            try {
                values.set(field.name(), value(field, edited(field)));
            } catch (BadValue e) {
                problems.put(field.name(), e.sentence);
            }
        }
        return problems.isEmpty() ? new Parsed.Good(values) : new Parsed.Bad(problems);
    }

    /** The values of those fields whose text is one. */
    ObjectNode right() {
        var values = JSON.objectNode();
        for (var field : fields) {
            try {
                values.set(field.name(), value(field, edited(field)));
            } catch (BadValue _) {
                continue; // said when it is run
            }
        }
        return values;
    }

    private static JsonNode value(Field field, String text) throws BadValue {
        return switch (editor(field)) {
            case TEXT -> string(field, text);
            case NUMBER -> number(field, text.strip());
            case CHECK -> JSON.booleanNode(text.equals("true"));
            case CHOICE -> choice(field, text);
            case JSON -> json(field, text.strip());
        };
    }

    private static JsonNode string(Field field, String text) throws BadValue {
        if (text.isEmpty() && field.type() instanceof FieldType.OptionalOf) return JSON.nullNode();
        if (text.isBlank()) throw new BadValue(text("run.input.empty", field.name()));
        return JSON.stringNode(text);
    }

    private static JsonNode number(Field field, String text) throws BadValue {
        try {
            return field.type() == Basic.INT
                    ? JSON.numberNode(Long.parseLong(text))
                    : JSON.numberNode(finite(text));
        } catch (NumberFormatException _) {
            throw new BadValue(
                    text(
                            field.type() == Basic.INT ? "run.input.whole" : "run.input.number",
                            field.name()));
        }
    }

    private static double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) throw new NumberFormatException(text);
        return value;
    }

    private static JsonNode choice(Field field, String text) throws BadValue {
        if (field.type() instanceof FieldType.Literal(var choices)) {
            for (var choice : choices) {
                if (!word(choice).equals(text)) continue;
                return switch (choice) {
                    case Choice.Text(String value) -> JSON.stringNode(value);
                    case Choice.Whole(long value) -> JSON.numberNode(value);
                    case Choice.Bool(boolean value) -> JSON.booleanNode(value);
                };
            }
        }
        throw new BadValue(text("run.input.choose", field.name()));
    }

    private static JsonNode json(Field field, String text) throws BadValue {
        if (text.isEmpty() && field.type() instanceof FieldType.OptionalOf) return JSON.nullNode();
        JsonNode value;
        try {
            value = Values.parse(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new BadValue(
                    text(
                            "run.input.json",
                            field.name(),
                            String.valueOf(at == null ? 1 : at.getLineNr())));
        }
        if (field.type() instanceof FieldType.ListOf && !value.isArray())
            throw new BadValue(text("run.input.list", field.name()));
        boolean record =
                field.type() instanceof FieldType.RecordRef
                        || field.type() instanceof FieldType.DictOf;
        if (record && !value.isObject()) throw new BadValue(text("run.input.record", field.name()));
        return value;
    }

    private static String initial(Field field) {
        return switch (field.type()) {
            case FieldType.Literal(var choices) -> word(choices.getFirst());
            case FieldType.ListOf _ -> "[]";
            case FieldType.DictOf _, FieldType.RecordRef _ -> "{}";
            case Basic.BOOL -> "false";
            default -> "";
        };
    }

    private static String word(Choice choice) {
        return switch (choice) {
            case Choice.Text(String value) -> value;
            case Choice.Whole(long value) -> Long.toString(value);
            case Choice.Bool(boolean value) -> Boolean.toString(value);
        };
    }

    /** A text that is no value of its field; says so to the person. */
    private static final class BadValue extends Exception {
        private final String sentence;

        BadValue(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }
    }
}
