package dev.dspex.program;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes any program that can be held: sound names and values, but links that may lead anywhere. */
public final class Programs implements ArbitraryProvider {

    @Override
    public boolean canProvideFor(TypeUsage type) {
        return type.isOfType(Program.class) || type.isOfType(FieldType.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage type, SubtypeProvider subtypes) {
        return Set.of(type.isOfType(Program.class) ? programs() : types());
    }

    private static Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("_09äßλ")
                .ofMinLength(1)
                .ofMaxLength(8)
                .map(text -> "x" + text);
    }

    /** Half surrogate pairs too: whatever a person pastes must survive. */
    private static Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(20);
    }

    static Arbitrary<FieldType> types() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.of(FieldType.Basic.values()).map(basic -> (FieldType) basic),
                () ->
                        Arbitraries.of(FieldType.Special.values())
                                .map(special -> (FieldType) special),
                () ->
                        choices()
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(4)
                                .uniqueElements()
                                .map(FieldType.Literal::new),
                () -> names().map(FieldType.RecordRef::new),
                () -> types().map(FieldType.ListOf::new),
                () -> types().map(FieldType.DictOf::new),
                () -> types().map(FieldType.OptionalOf::new));
    }

    private static Arbitrary<FieldType.Choice> choices() {
        return Arbitraries.oneOf(
                texts().map(FieldType.Choice.Text::new),
                Arbitraries.longs().map(FieldType.Choice.Whole::new),
                Arbitraries.of(true, false).map(FieldType.Choice.Bool::new));
    }

    private static Arbitrary<Constraints> constraints() {
        Arbitrary<Double> number = Arbitraries.doubles().injectNull(0.6);
        Arbitrary<Integer> length = Arbitraries.integers().greaterOrEqual(0).injectNull(0.6);
        return Combinators.combine(
                        number,
                        number,
                        number,
                        number,
                        Arbitraries.doubles().greaterOrEqual(0.5).injectNull(0.6),
                        length,
                        length,
                        texts().injectNull(0.6))
                .as(Constraints::new);
    }

    private static Arbitrary<List<Field>> fields() {
        return Combinators.combine(names(), types(), texts(), constraints())
                .as(Field::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Parameters> parameters() {
        return Combinators.combine(
                        Arbitraries.doubles().between(0, 2).injectNull(0.4),
                        Arbitraries.integers().greaterOrEqual(1).injectNull(0.4),
                        Arbitraries.doubles().between(0, 1).injectNull(0.4),
                        Arbitraries.integers().between(1, 50).injectNull(0.4))
                .as(Parameters::new);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(Arbitraries.doubles(), Arbitraries.doubles()).as(Point::new);
    }

    private static Arbitrary<Ends> ends() {
        return Combinators.combine(points().injectNull(0.5), points().injectNull(0.5))
                .as(Ends::new);
    }

    private static Arbitrary<ModuleNode> nodes() {
        Arbitrary<Signature> signatures =
                Combinators.combine(names(), texts(), fields(), fields()).as(Signature::new);
        return Combinators.combine(
                        names(),
                        Arbitraries.of(ModuleKind.values()),
                        texts(),
                        signatures,
                        parameters(),
                        texts().list().ofMaxSize(2),
                        names().injectNull(0.5),
                        points().injectNull(0.3))
                .as(ModuleNode::new);
    }

    private static Arbitrary<Port> ports() {
        return Combinators.combine(names(), names()).as(Port::new);
    }

    private static Arbitrary<Program> programs() {
        Arbitrary<RecordType> records =
                Combinators.combine(names(), texts(), fields()).as(RecordType::new);
        Arbitrary<Link> links = Combinators.combine(ports(), ports()).as(Link::new);
        Arbitrary<Note> notes =
                Combinators.combine(texts(), points().injectNull(0.3)).as(Note::new);
        return Combinators.combine(
                        texts(),
                        records.list().ofMaxSize(2),
                        fields(),
                        fields(),
                        nodes().list().ofMaxSize(3),
                        links.list().ofMaxSize(3),
                        notes.list().ofMaxSize(2),
                        ends())
                .as(
                        (description, types, inputs, outputs, nodes, linked, noted, ends) ->
                                new Program(
                                        "any",
                                        description,
                                        types,
                                        inputs,
                                        outputs,
                                        new ArrayList<>(nodes),
                                        linked,
                                        noted,
                                        ends));
    }
}
