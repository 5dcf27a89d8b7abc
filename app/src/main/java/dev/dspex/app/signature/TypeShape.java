package dev.dspex.app.signature;

import dev.dspex.program.FieldType;
import dev.dspex.program.TypeText;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A type as a chain: what it is, what its items are, and so on. */
final class TypeShape {
    /** Stands for a record type that is made when it is chosen. */
    static final String NEW_RECORD = "+";

    /** Every type of the grammar but the records, by its first word. */
    static final List<String> WORDS =
            Stream.of(
                            Stream.of(FieldType.Basic.values()).map(TypeShape::word),
                            Stream.of("list", "dict", "optional", "literal"),
                            Stream.of(FieldType.Special.values()).map(TypeShape::word))
                    .flatMap(s -> s)
                    .toList();

    private TypeShape() {}

    /** The type, what it holds, what that holds. */
    static List<FieldType> parts(FieldType type) {
        var parts = new ArrayList<FieldType>();
        var at = type;
        while (true) {
            parts.add(at);
            switch (at) {
                case FieldType.ListOf(var item) -> at = item;
                case FieldType.DictOf(var value) -> at = value;
                case FieldType.OptionalOf(var item) -> at = item;
                default -> {
                    return parts;
                }
            }
        }
    }

    static String word(FieldType type) {
        return switch (type) {
            case FieldType.Basic basic -> basic.name().toLowerCase(Locale.ROOT);
            case FieldType.Special special -> special.name().toLowerCase(Locale.ROOT);
            case FieldType.ListOf _ -> "list";
            case FieldType.DictOf _ -> "dict";
            case FieldType.OptionalOf _ -> "optional";
            case FieldType.Literal _ -> "literal";
            case FieldType.RecordRef(var name) -> name;
        };
    }

    /** A type by its word, that keeps what it can of another. */
    static FieldType of(String word, FieldType before) {
        var inner = parts(before).size() > 1 ? parts(before).get(1) : before;
        return switch (word) {
            case "list" -> new FieldType.ListOf(inner);
            case "dict" -> new FieldType.DictOf(inner);
            case "optional" -> new FieldType.OptionalOf(inner);
            case "literal" ->
                    before instanceof FieldType.Literal
                            ? before
                            : FieldType.Literal.of("yes", "no");
            default -> {
                try {
                    yield TypeText.parse(word);
                } catch (TypeText.BadType _) {
                    yield before;
                }
            }
        };
    }

    /** The type with another part at a depth. */
    static FieldType with(FieldType type, int depth, FieldType part) {
        if (depth == 0) return part;
        return switch (type) {
            case FieldType.ListOf(var item) -> new FieldType.ListOf(with(item, depth - 1, part));
            case FieldType.DictOf(var value) -> new FieldType.DictOf(with(value, depth - 1, part));
            case FieldType.OptionalOf(var item) ->
                    new FieldType.OptionalOf(with(item, depth - 1, part));
            default -> type;
        };
    }
}
