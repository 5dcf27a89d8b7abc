package dev.dspex.serve;

import dev.dspex.dataset.Cells;
import dev.dspex.dataset.TableFormat;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Holds what comes in and goes out against the schema of a program. */
final class Exchanged {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Program program;
    private final Cells cells;

    Exchanged(Program program) {
        this.program = program;
        this.cells = new Cells(program, TableFormat.JSONL);
    }

    /** The inputs of a request. */
    ObjectNode inputs(byte[] body) throws Refusal {
        JsonNode json;
        try {
            json = STRICT.readTree(body);
        } catch (JacksonException e) {
            throw Refusal.of(
                    400,
                    "bad_json",
                    "The request is not JSON: " + e.getOriginalMessage() + ".",
                    "Send one JSON object in UTF-8.");
        }
        if (!(json instanceof ObjectNode inputs)) {
            throw Refusal.of(
                    400,
                    "bad_json",
                    "The request is no JSON object.",
                    "Send an object with the program's inputs.");
        }
        List<String> names = program.inputs().stream().map(Field::name).toList();
        for (String name : inputs.propertyNames()) {
            if (!names.contains(name)) {
                throw Refusal.of(
                        "input_unknown",
                        name,
                        "The program has no input \"" + name + "\".",
                        "Its inputs are: " + String.join(", ", names) + ".");
            }
        }
        for (Field field : program.inputs()) {
            JsonNode value = inputs.get(field.name());
            String why = cells.misfit(field.name(), value).orElse(null);
            if (why != null) {
                throw Refusal.of(
                        "input_invalid",
                        field.name(),
                        "The input \"" + field.name() + "\" " + why + ".",
                        "Look at /openapi.json.");
            }
            if (value == null) inputs.putNull(field.name());
        }
        return inputs;
    }

    /** Why outputs do not fit; null where they do. */
    @Nullable String misfit(JsonNode outputs) {
        for (Field field : program.outputs()) {
            JsonNode value = outputs.get(field.name());
            if (value == null && !(field.type() instanceof FieldType.OptionalOf)) {
                return "The output \"" + field.name() + "\" is missing.";
            }
            String why = cells.misfit(field.name(), value).orElse(null);
            if (why != null) return "The output \"" + field.name() + "\" " + why + ".";
        }
        return null;
    }
}
