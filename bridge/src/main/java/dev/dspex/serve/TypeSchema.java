package dev.dspex.serve;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.FieldType.Choice;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Fields and types of a program as JSON Schema 2020-12, as OpenAPI 3.1 has it. */
final class TypeSchema {
    private TypeSchema() {}

    /** An object of these fields and no others. */
    static ObjectNode object(List<Field> fields) {
        ObjectNode schema = json().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (Field field : fields) {
            ObjectNode type = of(field.type());
            if (!field.description().isBlank()) type.put("description", field.description());
            properties.set(field.name(), type);
            if (!(field.type() instanceof FieldType.OptionalOf)) required.add(field.name());
        }
        return schema;
    }

    /** The record types of a program by name. */
    static ObjectNode records(Program program) {
        ObjectNode all = json();
        for (RecordType record : program.types()) {
            ObjectNode schema = object(record.fields());
            if (!record.description().isBlank()) schema.put("description", record.description());
            all.set(record.name(), schema);
        }
        return all;
    }

    static ObjectNode of(FieldType type) {
        return switch (type) {
            case FieldType.Basic.STR -> json().put("type", "string");
            case FieldType.Basic.INT -> json().put("type", "integer");
            case FieldType.Basic.FLOAT -> json().put("type", "number");
            case FieldType.Basic.BOOL -> json().put("type", "boolean");
            case FieldType.Basic.ANY -> json();
            case FieldType.Special special -> special(special);
            case FieldType.ListOf(FieldType item) -> {
                ObjectNode list = json().put("type", "array");
                list.set("items", of(item));
                yield list;
            }
            case FieldType.DictOf(FieldType value) -> {
                ObjectNode dict = json().put("type", "object");
                dict.set("additionalProperties", of(value));
                yield dict;
            }
            case FieldType.OptionalOf(FieldType item) -> {
                ObjectNode either = json();
                either.putArray("anyOf").add(of(item)).add(json().put("type", "null"));
                yield either;
            }
            case FieldType.Literal(List<Choice> choices) -> {
                ObjectNode literal = json();
                ArrayNode values = literal.putArray("enum");
                choices.forEach(
                        choice -> {
                            switch (choice) {
                                case Choice.Text(String text) -> values.add(text);
                                case Choice.Whole(long whole) -> values.add(whole);
                                case Choice.Bool(boolean truth) -> values.add(truth);
                            }
                        });
                yield literal;
            }
            case FieldType.RecordRef(String name) ->
                    json().put("$ref", "#/components/schemas/" + name);
        };
    }

    private static ObjectNode special(FieldType.Special special) {
        ObjectNode schema = json();
        switch (special) {
            case HISTORY, TOOL_CALLS -> schema.putArray("type").add("array").add("object");
            case IMAGE, AUDIO, FILE, CODE, REASONING ->
                    schema.putArray("type").add("string").add("object");
        }
        return schema;
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
