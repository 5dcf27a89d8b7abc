package dev.dspex.program.python;

import dev.dspex.program.Constraints;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A signature as the Python class that a person would write for it. */
public final class SignatureWriter {
    private static final String INDENT = "    ";

    private final Program program;
    private final Set<RecordType> records = new LinkedHashSet<>();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> typing = new TreeSet<>();
    private final Set<String> pydantic = new TreeSet<>(Set.of("BaseModel"));

    private SignatureWriter(Program program) {
        this.program = program;
    }

    /** The class, with the record types that it needs before it. */
    public static String text(Signature signature, Program program) {
        return new SignatureWriter(program).write(signature);
    }

    private String write(Signature signature) {
        signature.inputs().forEach(field -> need(field.type()));
        signature.outputs().forEach(field -> need(field.type()));
        var body = new ArrayList<String>();
        for (var type : records) body.addAll(record(type));
        body.addAll(signature(signature));
        var lines = new ArrayList<String>();
        if (!typing.isEmpty()) {
            lines.add("from typing import " + String.join(", ", typing));
            lines.add("");
        }
        lines.add("import dspy");
        if (!records.isEmpty()) lines.add("from pydantic import " + String.join(", ", pydantic));
        lines.addAll(body);
        return String.join("\n", lines) + "\n";
    }

    /** Collects the records that a type needs, those first that others need. */
    private void need(FieldType type) {
        switch (type) {
            case FieldType.ListOf(var item) -> need(item);
            case FieldType.OptionalOf(var item) -> need(item);
            case FieldType.DictOf(var value) -> need(value);
            case FieldType.RecordRef(var name) ->
                    program.type(name)
                            .filter(known -> visited.add(known.name()))
                            .ifPresent(
                                    known -> {
                                        known.fields().forEach(field -> need(field.type()));
                                        records.add(known);
                                    });
            default -> {}
        }
    }

    private List<String> record(RecordType type) {
        var lines = new ArrayList<>(List.of("", ""));
        lines.addAll(Comments.lines(type.comment(), ""));
        lines.add("class " + type.name() + "(BaseModel):");
        if (!type.description().isEmpty())
            lines.addAll(Strings.docstring(type.description(), INDENT));
        for (var field : type.fields()) {
            lines.addAll(Comments.lines(field.comment(), INDENT));
            lines.add(recordField(field));
        }
        if (type.fields().isEmpty() && type.description().isEmpty()) lines.add(INDENT + "pass");
        return lines;
    }

    private List<String> signature(Signature signature) {
        var lines = new ArrayList<>(List.of("", ""));
        lines.addAll(Comments.lines(signature.comment(), ""));
        lines.add("class " + signature.name() + "(dspy.Signature):");
        var empty = signature.inputs().isEmpty() && signature.outputs().isEmpty();
        if (empty && signature.instructions().isEmpty()) lines.add(INDENT + "pass");
        if (!signature.instructions().isEmpty()) {
            lines.addAll(Strings.docstring(signature.instructions(), INDENT));
            lines.add("");
        }
        for (var field : signature.inputs()) field(lines, field, "InputField");
        if (!signature.inputs().isEmpty()) lines.add("");
        for (var field : signature.outputs()) field(lines, field, "OutputField");
        return lines;
    }

    private String recordField(Field field) {
        var arguments = new ArrayList<String>();
        if (!field.description().isEmpty())
            arguments.add("description=" + Strings.quoted(field.description()));
        arguments.addAll(limits(field.constraints()));
        var line = INDENT + field.name() + ": " + text(field.type());
        if (arguments.isEmpty()) return line;
        pydantic.add("Field");
        return line + " = Field(" + String.join(", ", arguments) + ")";
    }

    private void field(List<String> lines, Field field, String kind) {
        lines.addAll(Comments.lines(field.comment(), INDENT));
        var arguments = new ArrayList<String>();
        if (!field.description().isEmpty())
            arguments.add("desc=" + Strings.quoted(field.description()));
        arguments.addAll(limits(field.constraints()));
        lines.add(
                INDENT
                        + field.name()
                        + ": "
                        + text(field.type())
                        + " = dspy."
                        + kind
                        + "("
                        + String.join(", ", arguments)
                        + ")");
    }

    private static List<String> limits(Constraints c) {
        var all = new ArrayList<String>();
        number(all, "ge", c.ge());
        number(all, "gt", c.gt());
        number(all, "le", c.le());
        number(all, "lt", c.lt());
        number(all, "multiple_of", c.multipleOf());
        if (c.minLength() != null) all.add("min_length=" + c.minLength());
        if (c.maxLength() != null) all.add("max_length=" + c.maxLength());
        var pattern = c.pattern();
        if (pattern != null) all.add("pattern=" + Strings.pattern(pattern));
        return all;
    }

    private static void number(List<String> to, String name, @Nullable Double value) {
        if (value == null) return;
        to.add(
                name
                        + "="
                        + (value == Math.rint(value) && Math.abs(value) < 1e15
                                ? String.valueOf(value.longValue())
                                : value.toString()));
    }

    private String text(FieldType type) {
        return switch (type) {
            case FieldType.Basic basic ->
                    switch (basic) {
                        case STR -> "str";
                        case INT -> "int";
                        case FLOAT -> "float";
                        case BOOL -> "bool";
                        case ANY -> used("Any");
                    };
            case FieldType.Special special ->
                    "dspy."
                            + switch (special) {
                                case IMAGE -> "Image";
                                case AUDIO -> "Audio";
                                case FILE -> "File";
                                case HISTORY -> "History";
                                case CODE -> "Code";
                                case REASONING -> "Reasoning";
                                case TOOL_CALLS -> "ToolCalls";
                            };
            case FieldType.ListOf(var item) -> "list[" + text(item) + "]";
            case FieldType.DictOf(var value) -> "dict[str, " + text(value) + "]";
            case FieldType.OptionalOf(var item) -> used("Optional") + "[" + text(item) + "]";
            case FieldType.Literal(var choices) ->
                    used("Literal")
                            + choices.stream()
                                    .map(SignatureWriter::choice)
                                    .collect(Collectors.joining(", ", "[", "]"));
            case FieldType.RecordRef(var name) -> name;
        };
    }

    private String used(String name) {
        typing.add(name);
        return name;
    }

    private static String choice(FieldType.Choice choice) {
        return switch (choice) {
            case FieldType.Choice.Text(var value) -> Strings.quoted(value);
            case FieldType.Choice.Whole(var value) -> String.valueOf(value);
            case FieldType.Choice.Bool(var value) -> value ? "True" : "False";
        };
    }
}
