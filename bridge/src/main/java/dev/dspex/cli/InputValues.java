package dev.dspex.cli;

import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.program.TypeText;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads {@code --input k=v}: text as it is, other types as JSON, {@code k=@file} from a file. */
final class InputValues {
    private InputValues() {}

    static ObjectNode read(Program program, Map<String, String> given) throws CliException {
        ObjectNode values = Terminal.MAPPER.createObjectNode();
        List<String> names = program.inputs().stream().map(Field::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw CliException.input(
                        "input_invalid",
                        "The program has no input \"" + name + "\".",
                        "Its inputs are: " + String.join(", ", names) + ".");
            }
        }
        for (Field field : program.inputs()) {
            String text = given.get(field.name());
            if (text == null) {
                throw CliException.input(
                        "input_invalid",
                        "The input \"" + field.name() + "\" is missing.",
                        "Give it with --input " + field.name() + "=VALUE.");
            }
            values.set(field.name(), value(field, text));
        }
        return values;
    }

    private static JsonNode value(Field field, String given) throws CliException {
        String type = TypeText.text(field.type());
        String text = given.startsWith("@") ? content(field, given.substring(1)) : given;
        if (type.equals("str") || type.startsWith("literal[") || type.equals("code")) {
            return literal(type, text);
        }
        try {
            return Terminal.MAPPER.readTree(text);
        } catch (JacksonException e) {
            if (type.equals("any") || type.equals("optional[str]") || type.equals("image")) {
                return StringNode.valueOf(text);
            }
            throw CliException.input(
                    "input_invalid",
                    "The input \"" + field.name() + "\" must be " + type + ", written as JSON.",
                    "Quote it for the shell, such as --input '" + field.name() + "=[1, 2]'.");
        }
    }

    private static JsonNode literal(String type, String text) {
        boolean number = text.matches("-?\\d+") && !type.contains("'" + text + "'");
        boolean truth = text.equals("true") || text.equals("false");
        return type.startsWith("literal[") && (number || truth)
                ? Terminal.MAPPER.readTree(text)
                : StringNode.valueOf(text);
    }

    private static String content(Field field, String file) throws CliException {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw CliException.input(
                    "input_invalid",
                    "The file " + file + " for the input \"" + field.name() + "\" cannot be read.",
                    "Check the path.");
        }
    }
}
