package dev.dspex.program;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The type of a field. {@link TypeText} gives and reads its text. */
public sealed interface FieldType {

    enum Basic implements FieldType {
        STR,
        INT,
        FLOAT,
        BOOL,
        ANY;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Types that DSPy itself brings. */
    enum Special implements FieldType {
        IMAGE,
        AUDIO,
        FILE,
        HISTORY,
        CODE,
        REASONING,
        TOOL_CALLS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record ListOf(FieldType item) implements FieldType {
        public ListOf {
            Objects.requireNonNull(item, "item");
        }
    }

    /** Keys are text. */
    record DictOf(FieldType value) implements FieldType {
        public DictOf {
            Objects.requireNonNull(value, "value");
        }
    }

    record OptionalOf(FieldType item) implements FieldType {
        public OptionalOf {
            Objects.requireNonNull(item, "item");
        }
    }

    /** One of some values; at least one, no value twice. */
    record Literal(List<Choice> choices) implements FieldType {
        public Literal {
            choices = List.copyOf(choices);
            if (choices.isEmpty() || new HashSet<>(choices).size() < choices.size()) {
                throw new IllegalArgumentException("a literal needs one or more different values");
            }
        }

        public static Literal of(String... texts) {
            return new Literal(List.of(texts).stream().<Choice>map(Choice.Text::new).toList());
        }
    }

    /** A record type of the program, by name. */
    record RecordRef(String name) implements FieldType {
        public RecordRef {
            Names.require(Names.badType(name), "the record type", name);
        }
    }

    /** One value of a literal. */
    sealed interface Choice {
        record Text(String value) implements Choice {
            public Text {
                Objects.requireNonNull(value, "value");
            }
        }

        record Whole(long value) implements Choice {}

        record Bool(boolean value) implements Choice {}
    }

    /** Whether a port of this type may feed one of type {@code target}. */
    default boolean fits(FieldType target) {
        return equals(target)
                || target == Basic.ANY
                || target == Basic.STR
                || (target instanceof OptionalOf(FieldType item) && equals(item))
                || (this == Basic.INT && target == Basic.FLOAT);
    }

    /** The text in program files. */
    default String text() {
        return TypeText.text(this);
    }
}
