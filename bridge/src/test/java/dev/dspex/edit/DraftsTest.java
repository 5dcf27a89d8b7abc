package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Kind;
import dev.dspex.program.Names;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;

/** A new node of each kind: it can be held, saved and read, and says itself what it lacks. */
class DraftsTest {
    private static final List<FieldType> TYPES =
            List.of(
                    FieldType.Basic.STR,
                    FieldType.Basic.INT,
                    FieldType.Basic.BOOL,
                    FieldType.Basic.ANY,
                    FieldType.Literal.of("low", "high"),
                    new FieldType.ListOf(FieldType.Basic.STR),
                    new FieldType.DictOf(FieldType.Basic.ANY),
                    new FieldType.OptionalOf(FieldType.Basic.INT));

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDraftIsSavedAndReadAgain(Kind kind) {
        var node = Drafts.of(kind, Drafts.id(kind), null, null).movedTo(new Point(8, 16));
        var program = Edits.add(Program.empty("any"), node);
        var read = ProgramFile.parse(ProgramFile.text(program), "any.program.json");
        assertThat(read).isInstanceOf(Read.Draft.class);
        assertThat(((Read.Draft) read).program()).isEqualTo(program);
        assertThat(read.problems())
                .anyMatch(p -> node.id().equals(p.node()))
                .allMatch(p -> Set.of(node.id(), Names.OUTPUT).contains(p.node()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDraftMadeForALinkTakesItWhereItSaysSo(Kind kind) {
        for (var type : TYPES) {
            var field = new Field("given", type);
            var taking = Drafts.of(kind, "node", field, null);
            Drafts.taking(taking, field)
                    .ifPresent(
                            name -> {
                                var program =
                                        Edits.add(Program.empty("any"), taking)
                                                .withInputs(List.of(field));
                                assertThat(
                                                Fit.of(
                                                        program,
                                                        Port.input("given"),
                                                        new Port("node", name)))
                                        .isEqualTo(new Fit.Fits());
                            });
            var giving = Drafts.of(kind, "node", null, field);
            Drafts.giving(giving, field)
                    .ifPresent(
                            name -> {
                                var program =
                                        Edits.add(Program.empty("any"), giving)
                                                .withOutputs(List.of(field));
                                assertThat(
                                                Fit.of(
                                                        program,
                                                        new Port("node", name),
                                                        Port.output("given")))
                                        .isEqualTo(new Fit.Fits());
                            });
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverIsGivenMostKindsTakeIt(Kind kind) {
        var list = new Field("given", new FieldType.ListOf(FieldType.Basic.INT));
        assertThat(Drafts.taking(Drafts.of(kind, "node", list, null), list)).isPresent();
        var literal = new Field("given", FieldType.Literal.of("a", "b"));
        assertThat(Drafts.taking(Drafts.of(kind, "node", literal, null), literal).isPresent())
                .isEqualTo(!kind.over());
    }
}
