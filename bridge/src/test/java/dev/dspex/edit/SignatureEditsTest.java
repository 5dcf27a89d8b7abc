package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.RecordType;
import dev.dspex.program.Signature;
import dev.dspex.program.Validation;
import dev.dspex.program.Wrapping;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** What the signature editor does to links and record types. */
class SignatureEditsTest {
    private static final Field TEXT = new Field("text", FieldType.Basic.STR);
    private static final Field MOOD = new Field("mood", FieldType.Basic.STR);
    private static final Field ANSWER = new Field("answer", new FieldType.RecordRef("Reply"));
    private static final RecordType REPLY = new RecordType("Reply", "", List.of(TEXT));
    private static final Signature SIGNATURE =
            new Signature("Ask", "", List.of(TEXT, MOOD), List.of(ANSWER));
    private static final Program PROGRAM =
            SignatureEdits.alone(
                    Program.empty("p").withTypes(List.of(REPLY)),
                    new ModuleNode("ask", ModuleKind.PREDICT, SIGNATURE));

    @Test
    void aModuleAloneIsAWholeProgram() {
        assertThat(Validation.check(PROGRAM)).isEmpty();
        assertThat(PROGRAM.links()).hasSize(3);
    }

    @Test
    void theInputThatParallelGoesOverFollowsItsName() {
        var node =
                new ModuleNode("ask", ModuleKind.PARALLEL, SIGNATURE)
                        .withWrapping(new Wrapping(ModuleKind.PREDICT, null, "text"));
        var program = Program.empty("p").withTypes(List.of(REPLY)).withNodes(List.of(node));
        var renamed = SIGNATURE.withInputs(List.of(TEXT.withName("line"), MOOD));
        var now = (ModuleNode) SignatureEdits.signature(program, "ask", renamed).nodes().getFirst();
        assertThat(now.wrapping().over()).isEqualTo("line");
    }

    @Test
    void aRecordTypeIsRenamedWhereverItIsUsed() {
        var other = new RecordType("Case", "", List.of(ANSWER));
        var program = PROGRAM.withTypes(List.of(REPLY, other));
        var renamed = SignatureEdits.rename(program, "Reply", "Note");
        assertThat(renamed.types()).extracting(RecordType::name).containsExactly("Note", "Case");
        assertThat(renamed.types().get(1).fields().getFirst().type().text()).isEqualTo("Note");
        assertThat(renamed.outputs().getFirst().type().text()).isEqualTo("Note");
        assertThat(Validation.check(renamed)).isEmpty();
        assertThat(SignatureEdits.rename(renamed, "Note", "Reply")).isEqualTo(program);
        assertThatThrownBy(() -> SignatureEdits.rename(program, "Reply", "Case"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void usedIsWhatAFieldOfTheProgramOrOfAnotherRecordHas() {
        var own = new RecordType("Own", "", List.of(ANSWER));
        assertThat(SignatureEdits.uses(PROGRAM, "Reply")).isTrue();
        assertThat(SignatureEdits.uses(PROGRAM.withTypes(List.of(REPLY, own)), "Own")).isFalse();
        var bare = Program.empty("p").withTypes(List.of(REPLY, own));
        assertThat(SignatureEdits.uses(bare, "Reply")).isTrue();
        assertThat(SignatureEdits.uses(bare.withTypes(List.of(REPLY)), "Reply")).isFalse();
    }

    @Test
    void codeThatTakesAFieldOutAndPutsItBackKeepsItsLinks() {
        var without =
                SignatureEdits.code(
                        PROGRAM,
                        PROGRAM,
                        "ask",
                        SIGNATURE.withInputs(List.of(MOOD)),
                        List.of(),
                        Set.of());
        assertThat(without.links()).hasSize(2);
        var back =
                SignatureEdits.code(
                        without,
                        PROGRAM,
                        "ask",
                        SIGNATURE.withInputs(List.of(MOOD, TEXT)),
                        List.of(),
                        Set.of());
        assertThat(back.links()).containsExactlyInAnyOrderElementsOf(PROGRAM.links());
        assertThat(back.links())
                .contains(new Link(new Port(Names.INPUT, "text"), new Port("ask", "text")));
    }

    @Test
    void recordTypesThatTheCodeNoLongerDeclaresGoWhenNothingUsesThem() {
        var half = new RecordType("Repl", "", List.of(TEXT));
        var typing = PROGRAM.withTypes(List.of(REPLY, half));
        var now =
                SignatureEdits.code(
                        typing, PROGRAM, "ask", SIGNATURE, List.of(), Set.of("Repl", "Reply"));
        assertThat(now.types()).containsExactly(REPLY);
    }
}
