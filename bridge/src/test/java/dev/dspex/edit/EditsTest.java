package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What gestures do to links and names. */
class EditsTest {

    private static final Field TEXT = str("text");

    private static Field str(String name) {
        return new Field(name, FieldType.Basic.STR);
    }

    private static Link link(String from, String to) {
        return new Link(port(from), port(to));
    }

    private static Port port(String text) {
        var parts = text.split("\\.", 2);
        return new Port(parts[0], parts[1]);
    }

    private static ModuleNode node(String id, List<Field> in, List<Field> out) {
        return new ModuleNode(id, ModuleKind.PREDICT, new Signature("Step", "", in, out));
    }

    /** input.text → a → b → output.answer, text by text. */
    private static Program chain() {
        return Program.empty("chain")
                .withInputs(List.of(TEXT))
                .withOutputs(List.of(str("answer")))
                .withNodes(
                        List.of(
                                node("a", List.of(TEXT), List.of(str("draft"))),
                                node("b", List.of(str("draft")), List.of(str("answer")))))
                .withLinks(
                        List.of(
                                link("input.text", "a.text"),
                                link("a.draft", "b.draft"),
                                link("b.answer", "output.answer")));
    }

    @Test
    void aNewLinkTakesThePlaceOfTheOldOneIntoItsTarget() {
        var edited = Edits.connect(chain(), port("input.text"), port("b.draft"));
        assertThat(edited.links())
                .contains(link("input.text", "b.draft"))
                .doesNotContain(link("a.draft", "b.draft"))
                .hasSize(3);
    }

    @Test
    void deletedNodesTakeTheirLinksWithThem() {
        var edited = Edits.delete(chain(), Set.of("a", "input"));
        assertThat(edited.nodes()).extracting(n -> n.id()).containsExactly("b");
        assertThat(edited.links()).containsExactly(link("b.answer", "output.answer"));
    }

    @Test
    void aSplicedNodeLeavesItsNeighboursLinked() {
        var edited = Edits.splice(chain(), Set.of("a"));
        assertThat(edited.links())
                .containsExactlyInAnyOrder(
                        link("b.answer", "output.answer"), link("input.text", "b.draft"));
        assertThat(Edits.splice(chain(), Set.of("a", "b")).links())
                .containsExactly(link("input.text", "output.answer"));
    }

    @Test
    void spliceJoinsOnlyWhatFits() {
        var number = new Field("count", FieldType.Basic.INT);
        var program =
                chain().withNodes(
                                List.of(
                                        node("a", List.of(TEXT), List.of(number)),
                                        node("b", List.of(number), List.of(str("answer")))))
                        .withLinks(
                                List.of(
                                        link("input.text", "a.text"),
                                        link("a.count", "b.count"),
                                        link("b.answer", "output.answer")));
        assertThat(Edits.splice(program, Set.of("a")).links())
                .containsExactly(link("b.answer", "output.answer"));
    }

    @Test
    void linksFollowARenamedNode() {
        var edited = Edits.rename(chain(), "a", "summarize");
        assertThat(edited.links())
                .contains(link("input.text", "summarize.text"), link("summarize.draft", "b.draft"));
        assertThat(edited.node("summarize").orElseThrow().title()).isEqualTo("summarize");
        assertThatThrownBy(() -> Edits.rename(chain(), "a", "b"))
                .hasMessageContaining("there is a node b already");
    }

    @Test
    void linksFollowARenamedFieldAndLeaveARemovedOne() {
        var renamed =
                Edits.replace(chain(), node("a", List.of(str("body")), List.of(str("draft"))));
        assertThat(renamed.links()).contains(link("input.text", "a.body"));
        var removed = Edits.replace(chain(), node("a", List.of(), List.of(str("draft"))));
        assertThat(removed.links())
                .containsExactly(link("a.draft", "b.draft"), link("b.answer", "output.answer"));
        assertThat(Edits.inputs(chain(), List.of(str("ticket"))).links())
                .contains(link("input.ticket", "a.text"));
    }

    @Test
    void fieldsInAnotherOrderKeepTheirLinks() {
        var two = List.of(TEXT, str("tone"));
        var program = Edits.replace(chain(), node("a", two, List.of(str("draft"))));
        assertThat(Edits.replace(program, node("a", two.reversed(), List.of(str("draft")))).links())
                .isEqualTo(program.links());
    }

    @Test
    void freeIdsAreNamesThatPythonTakes() {
        assertThat(Edits.freeId(chain(), "c")).isEqualTo("c");
        assertThat(Edits.freeId(chain(), "a")).isEqualTo("a_2");
        assertThat(Edits.freeId(Edits.rename(chain(), "b", "a_2"), "a_2")).isEqualTo("a_3");
        assertThat(Edits.freeId(chain(), "input")).isEqualTo("input_node");
    }

    @Test
    void theTwoEndsAreMovedToo() {
        var edited = Edits.move(chain(), Map.of("a", new Point(1, 2), "input", new Point(3, 4)));
        assertThat(edited.node("a").orElseThrow().at()).isEqualTo(new Point(1, 2));
        assertThat(edited.ends().input()).isEqualTo(new Point(3, 4));
        assertThat(edited.ends().output()).isNull();
    }

    @Test
    void aCopyHasItsInnerLinksAndFreeNames() {
        var fragment = Fragment.parse(Fragment.of(chain(), Set.of("a", "b")).text()).orElseThrow();
        var pasted = fragment.pasteInto(chain(), new Point(100, 50));
        assertThat(pasted.ids()).containsExactlyInAnyOrder("a_2", "b_2");
        assertThat(pasted.program().links()).contains(link("a_2.draft", "b_2.draft")).hasSize(4);
    }

    @Test
    void aRecordTypeOfTheSameNameButAnotherShapeGetsItsOwnName() {
        var mine = new RecordType("Customer", "", List.of(str("tier")));
        var theirs = new RecordType("Customer", "", List.of(str("region")));
        var customer = new Field("customer", new FieldType.RecordRef("Customer"));
        var there =
                Program.empty("there")
                        .withTypes(List.of(theirs))
                        .withNodes(List.of(node("c", List.of(customer), List.of())));
        var pasted =
                Fragment.of(there, Set.of("c"))
                        .pasteInto(chain().withTypes(List.of(mine)), new Point(0, 0))
                        .program();
        assertThat(pasted.types())
                .extracting(RecordType::name)
                .containsExactly("Customer", "Customer_2");
        assertThat(pasted.node("c").orElseThrow().inputs())
                .extracting(Field::type)
                .containsExactly(new FieldType.RecordRef("Customer_2"));
    }

    @Test
    void otherTextIsNoFragment() {
        assertThat(Fragment.parse("Hello")).isEmpty();
        assertThat(Fragment.parse("{\"a\": 1}")).isEmpty();
    }

    @Property(tries = 100)
    void whatIsCopiedIsReadBackEqual(@ForAll Program program) {
        var ids = new java.util.HashSet<String>();
        program.nodes().forEach(n -> ids.add(n.id()));
        var text = Fragment.of(program, ids).text();
        assertThat(Fragment.parse(text).map(Fragment::text)).contains(text);
    }
}
