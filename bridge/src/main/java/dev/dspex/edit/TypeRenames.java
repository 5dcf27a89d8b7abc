package dev.dspex.edit;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.Signature;

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
        };
    }

    List<Field> in(List<Field> fields) {
        return fields.stream()
                .map(f -> new Field(f.name(), in(f.type()), f.description(), f.constraints()))
                .toList();
    }

    private Signature in(Signature signature) {
        return new Signature(
                signature.name(),
                signature.instructions(),
                in(signature.inputs()),
                in(signature.outputs()));
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
