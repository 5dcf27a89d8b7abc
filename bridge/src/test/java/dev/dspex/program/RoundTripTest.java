package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.List;
import java.util.stream.IntStream;

/** What is written is read back equal, whatever it is. */
class RoundTripTest {

    @Property(tries = 500)
    void aTypeIsReadAsItWasWritten(@ForAll FieldType type) throws TypeText.BadType {
        assertThat(TypeText.parse(TypeText.text(type))).isEqualTo(type);
        assertThat(TypeText.parse(TypeText.text(type).replace(", ", " , ").strip()).getClass())
                .isEqualTo(type.getClass());
    }

    @Property(tries = 200)
    void anyTextIsATypeOrIsRefused(@ForAll String text) {
        try {
            FieldType type = TypeText.parse(text);
            assertThat(TypeText.parse(TypeText.text(type))).isEqualTo(type);
        } catch (TypeText.BadType e) {
            assertThat(e.offset()).isBetween(0, text.length());
        }
    }

    @Property(tries = 200)
    void aProgramIsReadAsItWasWritten(@ForAll Program program) {
        String text = ProgramFile.text(program);
        Read read = ProgramFile.parse(text, "any.program.json");
        Program again =
                switch (read) {
                    case Read.Ok ok -> ok.program();
                    case Read.Draft draft -> draft.program();
                    case Read.Bad bad -> throw new AssertionError(bad.problems() + "\n" + text);
                };
        assertThat(again).isEqualTo(program);
        assertThat(ProgramFile.text(again)).isEqualTo(text);
    }

    @Property(tries = 200)
    void aProgramThatIsReadGivesTheSameProblemsAsTheModel(@ForAll Program program) {
        List<String> codes =
                Validation.check(program).stream().map(Problem::code).sorted().toList();
        assertThat(
                        ProgramFile.parse(ProgramFile.text(program), "any.program.json")
                                .problems()
                                .stream()
                                .map(Problem::code)
                                .sorted())
                .containsExactlyElementsOf(codes);
    }

    /** Six nodes; a number is a link from its quotient to its rest. */
    @Property(tries = 300)
    void nodesRunAfterThoseThatFeedThemOrFormACircle(
            @ForAll @Size(max = 12) List<@IntRange(max = 35) Integer> numbers) {
        List<Link> links =
                numbers.stream()
                        .map(
                                n ->
                                        new Link(
                                                new Port("n" + n / 6, "made"),
                                                new Port("n" + n % 6, "given")))
                        .toList();
        Program program =
                Program.empty("six")
                        .withNodes(IntStream.range(0, 6).mapToObj(i -> node("n" + i)).toList())
                        .withLinks(links);
        Order order = Order.of(program);
        List<String> circle = order.cycle();
        if (circle.isEmpty()) {
            assertThat(order.nodes()).containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n5");
        }
        for (int i = 0; i < circle.size(); i++) {
            String from = circle.get(i);
            String to = circle.get((i + 1) % circle.size());
            assertThat(links)
                    .anyMatch(
                            link -> link.from().node().equals(from) && link.to().node().equals(to));
        }
        for (Link link : links) {
            int at = order.nodes().indexOf(link.to().node());
            if (at >= 0) {
                assertThat(order.nodes().indexOf(link.from().node())).isBetween(0, at - 1);
            }
        }
    }

    private static ModuleNode node(String id) {
        Field in = new Field("given", FieldType.Basic.STR);
        Field out = new Field("made", FieldType.Basic.STR);
        return new ModuleNode(
                id, ModuleKind.PREDICT, new Signature("S", "", List.of(in), List.of(out)));
    }
}
