package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the cells of a table mean for a program: types, what was typed, and what does not fit. */
public final class Cells {

    private final Values values;
    private final boolean text;
    private final Map<String, FieldType> types = new HashMap<>();
    private final Map<String, FieldType> inputs = new HashMap<>();

    /**
     * @param format of the file: the cells of a CSV file are text whatever their type
     */
    public Cells(Program program, TableFormat format) {
        values = new Values(program, TableFormat.MAPPER);
        text = format == TableFormat.CSV;
        for (Field field : program.outputs()) types.put(field.name(), field.type());
        for (Field field : program.inputs()) inputs.put(field.name(), field.type());
        types.putAll(inputs);
    }

    /** The type of the program's field of that name. */
    public Optional<FieldType> type(String column) {
        return Optional.ofNullable(types.get(column));
    }

    /**
     * Why a value does not fit, as the end of a sentence such as {@code The value …}; empty where
     * it fits, or the program does not ask.
     *
     * @param value null where the row has none
     */
    public Optional<String> misfit(String column, @Nullable JsonNode value) {
        FieldType type = types.get(column);
        if (type == null) return Optional.empty();
        if (value == null) {
            return inputs.containsKey(column) && !(type instanceof FieldType.OptionalOf)
                    ? Optional.of(say("is missing"))
                    : Optional.empty();
        }
        try {
            if (text) values.fromText(type, TableFormat.text(value));
            else values.fit(type, value);
            return Optional.empty();
        } catch (Values.Misfit e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a person typed as the value of a cell. Text that does not fit the type is kept as text;
     * in a column that the program does not know, it is what the cell was before.
     */
    public JsonNode typed(String column, String typed, @Nullable JsonNode before) {
        if (text) return StringNode.valueOf(typed);
        FieldType type = types.get(column);
        try {
            if (type != null) return values.fromText(type, typed);
            return before == null || before.isString()
                    ? StringNode.valueOf(typed)
                    : values.fromText(FieldType.Basic.ANY, typed);
        } catch (Values.Misfit _) {
            return StringNode.valueOf(typed);
        }
    }
}
