package dev.dspex.app.kit;

import dev.dspex.program.FieldType;

import java.util.Locale;

/**
 * How a type is shown wherever it stands: a colour for what it is, a shape for how many, a short
 * text.
 */
public final class TypeLook {
    /** What kind of value, by colour. */
    public enum Kind {
        STR,
        NUM,
        LIT,
        REC,
        ANY;

        public String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many, by shape: disc, square, diamond. */
    public enum Form {
        VALUE,
        LIST,
        RECORD
    }

    private TypeLook() {}

    public static Kind kind(FieldType type) {
        return switch (type) {
            case FieldType.Basic basic ->
                    switch (basic) {
                        case STR -> Kind.STR;
                        case INT, FLOAT -> Kind.NUM;
                        case BOOL -> Kind.LIT;
                        case ANY -> Kind.ANY;
                    };
            case FieldType.Special special ->
                    special == FieldType.Special.CODE || special == FieldType.Special.REASONING
                            ? Kind.STR
                            : Kind.ANY;
            case FieldType.ListOf(var item) -> kind(item);
            case FieldType.OptionalOf(var item) -> kind(item);
            case FieldType.DictOf _ -> Kind.ANY;
            case FieldType.Literal _ -> Kind.LIT;
            case FieldType.RecordRef _ -> Kind.REC;
        };
    }

    public static Form form(FieldType type) {
        return switch (type) {
            case FieldType.ListOf _ -> Form.LIST;
            case FieldType.OptionalOf(var item) -> form(item);
            case FieldType.RecordRef _, FieldType.DictOf _ -> Form.RECORD;
            default -> Form.VALUE;
        };
    }

    /** "literal[4]" for four choices; others as they are written. */
    public static String brief(FieldType type) {
        return type instanceof FieldType.Literal(var choices)
                ? "literal[" + choices.size() + "]"
                : type.text();
    }
}
