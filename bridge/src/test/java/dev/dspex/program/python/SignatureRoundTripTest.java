package dev.dspex.program.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Constraints;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Names;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;
import java.util.stream.Stream;

/** What is written is read back as it was, and no text is too strange to be read. */
class SignatureRoundTripTest {

    record Written(Signature signature, List<RecordType> types) {}

    @Property(tries = 500)
    void aSignatureIsReadAsItWasWritten(@ForAll("written") Written written) {
        Program program = Program.empty("p").withTypes(written.types());
        String text = SignatureWriter.text(written.signature(), program);
        Reading reading = SignatureReader.read(text, List.of());
        assertThat(reading.marks()).as(text).isEmpty();
        assertThat(reading.signature()).as(text).isEqualTo(written.signature());
        assertThat(written.types()).containsAll(reading.types());
    }

    /** Lines of nothing but spaces are no indentation to a docstring. */
    @Example
    void spacesAtTheEndOfInstructionsStay() {
        for (String words : List.of("a\n ", "a\n\n ", "a\nb\n  ", "a\n \nb"))
            aSignatureIsReadAsItWasWritten(
                    new Written(new Signature("Task", words, List.of(), List.of()), List.of()));
    }

    @Property(tries = 1000)
    void anyTextIsRead(@ForAll String text) {
        assertThat(SignatureReader.read(text, List.of()).marks()).isNotEmpty();
    }

    @Property(tries = 1000)
    void piecesOfCodeInAnyOrderAreRead(@ForAll("pieces") String text) {
        Reading reading = SignatureReader.read(text, List.of("Customer"));
        assertThat(reading.signature() == null)
                .isEqualTo(reading.marks().stream().anyMatch(Mark::error));
        for (Mark mark : reading.marks()) {
            assertThat(mark.span().from()).isBetween(0, text.length());
            assertThat(mark.span().to()).isBetween(mark.span().from(), text.length());
            assertThat(mark.line()).isPositive();
            assertThat(mark.column()).isPositive();
        }
    }

    @Property(tries = 300)
    void codeThatIsCutOffIsRead(@ForAll("written") Written written, @ForAll int at) {
        Program program = Program.empty("p").withTypes(written.types());
        String text = SignatureWriter.text(written.signature(), program);
        String part = text.substring(0, Math.floorMod(at, text.length()));
        assertThat(SignatureReader.read(part, List.of())).isNotNull();
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "class A(dspy.Signature):\n",
                        "class B(BaseModel):\n",
                        "    ",
                        "\t",
                        "\n",
                        "x: str = dspy.InputField(",
                        "desc='a'",
                        ")",
                        "\n    y: list[",
                        "int]",
                        "\n    ",
                        " = dspy.OutputField()\n",
                        "\"\"\"",
                        "'",
                        "\\",
                        "#",
                        "[",
                        "Literal[-1, True, 'a'",
                        "|",
                        "None",
                        "...",
                        "1e-",
                        "Customer",
                        ":",
                        "=",
                        ",",
                        "import ",
                        "from typing import (Any",
                        "f'{x}'",
                        "def f(self):\n        return 1\n",
                        "\uD83D",
                        "\u0000",
                        "(((((")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Written> written() {
        Arbitrary<List<String>> names = typeNames().list().ofMaxSize(3).uniqueElements();
        return names.flatMap(
                types ->
                        Combinators.combine(records(types, 0), signature(types))
                                .as((records, signature) -> new Written(signature, records)));
    }

    /** Records that use only those before them. */
    private Arbitrary<List<RecordType>> records(List<String> names, int from) {
        if (from == names.size()) {
            return Arbitraries.just(List.of());
        }
        Arbitrary<RecordType> one =
                Combinators.combine(texts(), fields(names.subList(0, from)), comments())
                        .as(
                                (words, fields, said) ->
                                        new RecordType(names.get(from), words, fields, said));
        return Combinators.combine(one, records(names, from + 1))
                .as((first, rest) -> Stream.concat(Stream.of(first), rest.stream()).toList());
    }

    private Arbitrary<Signature> signature(List<String> types) {
        return Combinators.combine(
                        typeNames(), texts(), fields(types), Arbitraries.integers(), comments())
                .as(
                        (name, words, fields, cut, said) -> {
                            int inputs = Math.floorMod(cut, fields.size() + 1);
                            return new Signature(
                                    name.equals("Customer") ? "Task" : "S" + name,
                                    words,
                                    fields.subList(0, inputs),
                                    fields.subList(inputs, fields.size()),
                                    said);
                        });
    }

    private Arbitrary<List<Field>> fields(List<String> types) {
        return Combinators.combine(
                        fieldNames(), types(types), descriptions(), constraints(), comments())
                .as(Field::new)
                .list()
                .ofMaxSize(4)
                .uniqueElements(Field::name);
    }

    private Arbitrary<FieldType> types(List<String> records) {
        Arbitrary<FieldType> plain =
                Arbitraries.of(
                        Stream.<FieldType>concat(
                                        Stream.of(FieldType.Basic.values()),
                                        Stream.of(FieldType.Special.values()))
                                .toList());
        Arbitrary<FieldType> named =
                records.isEmpty() ? plain : Arbitraries.of(records).map(FieldType.RecordRef::new);
        return Arbitraries.lazyOf(
                () -> plain,
                () -> named,
                () ->
                        choices()
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4)
                                .uniqueElements()
                                .map(FieldType.Literal::new),
                () -> types(records).map(FieldType.ListOf::new),
                () -> types(records).map(FieldType.DictOf::new),
                () -> types(records).map(FieldType.OptionalOf::new));
    }

    private Arbitrary<FieldType.Choice> choices() {
        return Arbitraries.oneOf(
                descriptions().map(FieldType.Choice.Text::new),
                Arbitraries.longs().map(FieldType.Choice.Whole::new),
                Arbitraries.of(true, false).map(FieldType.Choice.Bool::new));
    }

    private Arbitrary<Constraints> constraints() {
        Arbitrary<Double> number = Arbitraries.doubles().injectNull(0.7);
        Arbitrary<Integer> length = Arbitraries.integers().greaterOrEqual(0).injectNull(0.7);
        return Combinators.combine(
                        number,
                        number,
                        number,
                        number,
                        Arbitraries.doubles().greaterOrEqual(0.5).injectNull(0.7),
                        length,
                        length,
                        descriptions().injectNull(0.7))
                .as(Constraints::new);
    }

    /** Names that do not clash with what the generated classes import. */
    private Arbitrary<String> typeNames() {
        return Arbitraries.oneOf(
                Arbitraries.of("Customer", "Größe"),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6).map(s -> "T" + s));
    }

    private Arbitrary<String> fieldNames() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("_09äß")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(s -> "x" + s)
                .filter(s -> Names.badField(s).isEmpty());
    }

    private Arbitrary<String> comments() {
        Arbitrary<String> line =
                Arbitraries.strings()
                        .withChars("ab #'\"\\ü→(:")
                        .ofMinLength(1)
                        .ofMaxLength(12)
                        .map(s -> "x" + s.stripTrailing());
        return line.list().ofMaxSize(2).map(lines -> String.join("\n", lines));
    }

    /** Any text, half surrogate pairs too. */
    private Arbitrary<String> descriptions() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings().withChars("ab '\"\\\n\t{}#ü→😀").ofMaxLength(16));
    }

    /** What a docstring can say: Python itself cleans its indentation. */
    private Arbitrary<String> texts() {
        return descriptions().map(Strings::cleaned).map(Strings::cleaned);
    }
}
