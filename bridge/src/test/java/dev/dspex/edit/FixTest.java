package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.CodeNode;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Fixes of links that do not fit: whatever is offered gives a program without an error. */
class FixTest {
    private static final FieldType STR = FieldType.Basic.STR;
    private static final FieldType INT = FieldType.Basic.INT;
    private static final FieldType CUSTOMER = new FieldType.RecordRef("Customer");
    private static final Port FROM = Port.input("given");
    private static final Port TO = new Port("work", "taken");

    private static Program program(FieldType given, FieldType taken) {
        var work =
                new ModuleNode(
                        "work",
                        ModuleKind.CHAIN_OF_THOUGHT,
                        new Signature(
                                "Work",
                                "",
                                List.of(new Field("taken", taken)),
                                List.of(new Field("result", INT))));
        return Program.empty("any")
                .withTypes(
                        List.of(
                                new RecordType(
                                        "Customer",
                                        "",
                                        List.of(new Field("name", STR), new Field("age", INT)))))
                .withInputs(List.of(new Field("given", given)))
                .withOutputs(List.of(new Field("out", FieldType.Basic.ANY)))
                .withNodes(List.of(work))
                .withLinks(List.of(new Link(new Port("work", "result"), Port.output("out"))));
    }

    private static List<Fix> fixes(FieldType given, FieldType taken) {
        return Fix.of(program(given, taken), FROM, TO);
    }

    @Test
    void aListIsMappedOverOrGivesItsFirst() {
        assertThat(fixes(list(INT), INT))
                .containsExactly(new Fix.MapOver(), new Fix.First(), new Fix.Ask());
    }

    @Test
    void aRecordGivesAFieldThatFits() {
        assertThat(fixes(CUSTOMER, INT)).containsExactly(new Fix.Extract("age"), new Fix.Ask());
        assertThat(fixes(list(CUSTOMER), list(INT)))
                .containsExactly(new Fix.ExtractEach("age"), new Fix.Ask());
    }

    @Test
    void textBecomesLinesAndOneAList() {
        assertThat(fixes(STR, list(STR)))
                .containsExactly(new Fix.Lines(), new Fix.Enlist(), new Fix.Ask());
        assertThat(fixes(list(INT), new FieldType.OptionalOf(STR)))
                .containsExactly(new Fix.Join(), new Fix.Ask());
    }

    @Test
    void whatFitsNeedsNoneAndACircleHasNone() {
        assertThat(fixes(list(STR), STR)).isEmpty();
        var program = program(STR, STR);
        assertThat(Fix.of(program, new Port("work", "result"), TO)).isEmpty();
    }

    @Test
    void everyFixGivesAProgramWithoutAnError() {
        var types = List.of(STR, INT, CUSTOMER, list(STR), list(INT), list(CUSTOMER));
        for (var given : types) {
            for (var taken : types) {
                var program = program(given, taken);
                for (var fix : Fix.of(program, FROM, TO)) {
                    var fixed = new ProgramDocument(fix.apply(program, FROM, TO, new Point(0, 0)));
                    assertThat(fixed.problems()).as("%s %s %s", given, fix, taken).isEmpty();
                }
            }
        }
    }

    @Test
    void theMapWrapsTheNodeAndKeepsWhatItWas() {
        var program = program(list(INT), INT);
        var fixed = new Fix.MapOver().apply(program, FROM, TO, new Point(0, 0));
        var node = (ModuleNode) fixed.node("work").orElseThrow();
        assertThat(node.kind()).isEqualTo(ModuleKind.PARALLEL);
        assertThat(node.wrapping().inner()).isEqualTo(ModuleKind.CHAIN_OF_THOUGHT);
        assertThat(node.wrapping().over()).isEqualTo("taken");
        assertThat(fixed.links()).contains(new Link(FROM, TO));
    }

    @Test
    void theFixIsCodeThatAPersonCanRead() {
        var program = program(CUSTOMER, INT);
        var fixed = new Fix.Extract("age").apply(program, FROM, TO, new Point(0, 0));
        assertThat(fixed.node("age"))
                .get()
                .isInstanceOfSatisfying(
                        CodeNode.class,
                        code ->
                                assertThat(code.source())
                                        .isEqualTo(
                                                "def run(given):\n"
                                                        + "    return {\"taken\": given.age}\n"));
    }

    private static FieldType list(FieldType item) {
        return new FieldType.ListOf(item);
    }
}
