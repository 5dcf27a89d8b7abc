package dev.dspex.program;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

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
        return Set.of(type.isOfType(Program.class) ? programs(2) : types());
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

    private static Arbitrary<Field> field() {
        return Combinators.combine(names(), types(), texts(), constraints()).as(Field::new);
    }

    private static Arbitrary<List<Field>> fields() {
        return field().list().ofMaxSize(3);
    }

    /** Settings of any name: the file holds them, the rules judge them. */
    private static Arbitrary<Parameters> parameters() {
        List<String> known =
                Kind.all().stream()
                        .flatMap(kind -> kind.parameters().stream())
                        .map(ParameterSpec::name)
                        .distinct()
                        .toList();
        Arbitrary<Object> values =
                Arbitraries.oneOf(
                        Arbitraries.doubles().map(value -> (Object) value),
                        Arbitraries.integers().map(value -> (Object) value),
                        Arbitraries.of(true, false).map(value -> (Object) value),
                        texts().map(value -> (Object) value));
        return Arbitraries.maps(Arbitraries.oneOf(Arbitraries.of(known), names()), values)
                .ofMaxSize(3)
                .map(Parameters::new);
    }

    private static Arbitrary<JsonNode> json() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return Arbitraries.lazyOf(
                () -> texts().map(text -> (JsonNode) make.stringNode(text)),
                () -> Arbitraries.integers().map(number -> (JsonNode) make.numberNode(number)),
                () -> Arbitraries.of(true, false).map(flag -> (JsonNode) make.booleanNode(flag)),
                () -> Arbitraries.just((JsonNode) make.nullNode()),
                () -> json().list().ofMaxSize(2).map(items -> make.arrayNode().addAll(items)),
                () ->
                        Arbitraries.maps(names(), json())
                                .ofMaxSize(2)
                                .map(fields -> make.objectNode().setAll(fields)));
    }

    private static Arbitrary<NodeHead> heads() {
        return Combinators.combine(
                        names(),
                        texts(),
                        points().injectNull(0.3),
                        Arbitraries.maps(names(), json()).ofMaxSize(1))
                .as(NodeHead::new);
    }

    private static Arbitrary<Point> points() {
        return Combinators.combine(Arbitraries.doubles(), Arbitraries.doubles()).as(Point::new);
    }

    private static Arbitrary<Ends> ends() {
        return Combinators.combine(points().injectNull(0.5), points().injectNull(0.5))
                .as(Ends::new);
    }

    private static Arbitrary<Node> nodes(int depth) {
        return Arbitraries.lazyOf(
                () -> modules().map(node -> (Node) node),
                () ->
                        Combinators.combine(
                                        heads(),
                                        texts(),
                                        Arbitraries.of(RetrieverNode.Method.values()),
                                        names().injectNull(0.5),
                                        parameters())
                                .as(RetrieverNode::new),
                () -> Combinators.combine(heads(), field(), field()).as(RouterNode::new),
                () -> Combinators.combine(heads(), calls(), fields(), fields()).as(ToolNode::new),
                () -> Combinators.combine(heads(), fields(), fields(), texts()).as(CodeNode::new),
                () ->
                        Combinators.combine(
                                        heads(),
                                        texts(),
                                        Arbitraries.maps(names(), json()).ofMaxSize(2),
                                        fields(),
                                        fields())
                                .as(ImportedNode::new),
                () ->
                        depth == 0
                                ? modules().map(node -> (Node) node)
                                : Combinators.combine(heads(), programs(depth - 1))
                                        .as(ProgramNode::new));
    }

    private static Arbitrary<ToolNode.Call> calls() {
        return Arbitraries.oneOf(
                texts().map(ToolNode.Function::new),
                Combinators.combine(texts().list().ofMaxSize(2), texts()).as(ToolNode.Command::new),
                Combinators.combine(texts(), texts()).as(ToolNode.Remote::new));
    }

    private static Arbitrary<ModuleNode> modules() {
        Arbitrary<Signature> signatures =
                Combinators.combine(names(), texts(), fields(), fields()).as(Signature::new);
        Arbitrary<Wrapping> wrappings =
                Combinators.combine(
                                Arbitraries.of(ModuleKind.values())
                                        .filter(ModuleKind::wrappable)
                                        .injectNull(0.3),
                                texts().injectNull(0.3),
                                names().injectNull(0.3))
                        .as(Wrapping::new);
        return Combinators.combine(
                        heads(),
                        Arbitraries.of(ModuleKind.values()),
                        signatures,
                        parameters(),
                        texts().list().ofMaxSize(2),
                        names().injectNull(0.5),
                        wrappings)
                .as(ModuleNode::new);
    }

    private static Arbitrary<Port> ports() {
        return Combinators.combine(names(), names()).as(Port::new);
    }

    private static Arbitrary<Program> programs(int depth) {
        Arbitrary<RecordType> records =
                Combinators.combine(names(), texts(), fields()).as(RecordType::new);
        Arbitrary<Link> links = Combinators.combine(ports(), ports()).as(Link::new);
        Arbitrary<Tint> tints = Arbitraries.of(Tint.values()).injectNull(0.5);
        Arbitrary<Note> notes =
                Combinators.combine(texts(), tints, points().injectNull(0.3)).as(Note::new);
        Arbitrary<Double> side = Arbitraries.doubles().greaterOrEqual(1);
        Arbitrary<Frame> frames =
                Combinators.combine(
                                texts(),
                                tints,
                                points(),
                                Combinators.combine(side, side).as(Size::new))
                        .as(Frame::new);
        return Combinators.combine(
                        texts(),
                        records.list().ofMaxSize(2),
                        fields(),
                        fields(),
                        nodes(depth).list().ofMaxSize(3),
                        links.list().ofMaxSize(3),
                        notes.list().ofMaxSize(2),
                        frames.list().ofMaxSize(2))
                .as(
                        (description, types, inputs, outputs, nodes, linked, noted, framed) ->
                                new Program(
                                        "any",
                                        description,
                                        types,
                                        inputs,
                                        outputs,
                                        new ArrayList<>(nodes),
                                        linked,
                                        noted,
                                        framed,
                                        Ends.NOWHERE))
                .flatMap(program -> ends().map(program::withEnds));
    }
}
