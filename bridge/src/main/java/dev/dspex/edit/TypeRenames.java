package dev.dspex.edit;

import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ImportedNode;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.RetrieverNode;
import dev.dspex.program.RouterNode;
import dev.dspex.program.Signature;
import dev.dspex.program.ToolNode;

import java.util.List;
import java.util.Map;

/** Record types under other names, wherever fields refer to them. */
record TypeRenames(Map<String, String> names) {

    static TypeRenames of(Map<String, String> names) {
        return new TypeRenames(Map.copyOf(names));
    }

    Node in(Node node) {
        if (names.isEmpty()) return node;
        return switch (node) {
            case ModuleNode module -> module.withSignature(in(module.signature()));
            case RouterNode router ->
                    new RouterNode(router.head(), in(router.on()), in(router.carries()));
            case ToolNode tool ->
                    new ToolNode(tool.head(), tool.call(), in(tool.inputs()), in(tool.outputs()));
            case CodeNode code ->
                    new CodeNode(code.head(), in(code.inputs()), in(code.outputs()), code.source());
            case ImportedNode imported ->
                    new ImportedNode(
                            imported.head(),
                            imported.reference(),
                            imported.arguments(),
                            in(imported.inputs()),
                            in(imported.outputs()));
            case ProgramNode inner -> inner.withProgram(in(inner.program()));
            case RetrieverNode retriever -> retriever;
        };
    }

    Program in(Program program) {
        return program.withInputs(in(program.inputs()))
                .withOutputs(in(program.outputs()))
                .withNodes(program.nodes().stream().map(this::in).toList());
    }

    List<Field> in(List<Field> fields) {
        return fields.stream().map(this::in).toList();
    }

    private Field in(Field field) {
        return field.withType(in(field.type()));
    }

    private Signature in(Signature signature) {
        return signature.withInputs(in(signature.inputs())).withOutputs(in(signature.outputs()));
    }

    private FieldType in(FieldType type) {
        return switch (type) {
            case FieldType.ListOf(var item) -> new FieldType.ListOf(in(item));
            case FieldType.DictOf(var value) -> new FieldType.DictOf(in(value));
            case FieldType.OptionalOf(var item) -> new FieldType.OptionalOf(in(item));
            case FieldType.RecordRef(var name) ->
                    new FieldType.RecordRef(names.getOrDefault(name, name));
            case FieldType.Literal _, FieldType.Basic _, FieldType.Special _ -> type;
        };
    }
}
