package dev.dspex.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Link;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Node;
import dev.dspex.program.NodeHead;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.ProgramNode;
import dev.dspex.program.Read;
import dev.dspex.program.RouterNode;
import dev.dspex.program.Signature;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Nodes into an inner program and out again. */
class NestingTest {
    private static final Field TEXT = new Field("text", FieldType.Basic.STR);

    /** input.text → a → b → c → output.out, and a → c. */
    private static Program chain() {
        return Program.empty("chain")
                .withInputs(List.of(TEXT))
                .withOutputs(List.of(str("out")))
                .withNodes(
                        List.of(
                                node("a", List.of(TEXT), str("draft"), 0),
                                node("b", List.of(str("draft")), str("better"), 200),
                                node("c", List.of(str("better"), str("draft")), str("out"), 400)))
                .withLinks(
                        List.of(
                                link("input.text", "a.text"),
                                link("a.draft", "b.draft"),
                                link("b.better", "c.better"),
                                link("a.draft", "c.draft"),
                                link("c.out", "output.out")))
                .withNotes(List.of(new Note("why", new Point(0, -80))));
    }

    @Test
    void nodesBecomeOneThatTakesAndGivesWhatTheyDid() {
        var done = done(chain(), Set.of("b", "c", "note:0"));
        var node = (ProgramNode) done.program().node(done.id()).orElseThrow();
        assertThat(node.inputs()).extracting(Field::name).containsExactly("draft");
        assertThat(node.outputs()).extracting(Field::name).containsExactly("out");
        assertThat(node.at()).isEqualTo(new Point(200, 0));
        assertThat(node.program().notes()).hasSize(1);
        assertThat(done.program().notes()).isEmpty();
        assertThat(done.program().links())
                .containsExactlyInAnyOrder(
                        link("input.text", "a.text"),
                        link("a.draft", "steps.draft"),
                        link("steps.out", "output.out"));
        assertThat(new ProgramDocument(done.program()).problems()).isEmpty();
        assertThat(ProgramFile.parse(ProgramFile.text(done.program()), "any"))
                .isInstanceOfSatisfying(
                        Read.Ok.class, ok -> assertThat(ok.program()).isEqualTo(done.program()));
    }

    @Test
    void expandingGivesBackWhatWas() {
        var done = done(chain(), Set.of("b", "c"));
        var expanded = Nesting.expand(done.program(), done.id());
        assertThat(expanded.ids()).containsExactlyInAnyOrder("b", "c");
        assertSame(expanded.program(), chain());
        assertThat(expanded.program().node("b").orElseThrow().at()).isEqualTo(new Point(200, 0));
    }

    @Test
    void aNodeBetweenThemMustGoAlong() {
        assertThat(Nesting.collapse(chain(), Set.of("a", "c"), "steps"))
                .isEqualTo(new Nesting.Collapse.Between("b"));
        assertThat(Nesting.collapse(chain(), Set.of("input"), "steps"))
                .isEqualTo(new Nesting.Collapse.Nothing());
    }

    @Test
    void branchesOfARouterMeetWithinOrBefore() {
        var program = routed();
        assertThat(new ProgramDocument(program).problems()).isEmpty();
        for (var ids : List.of(Set.of("c"), Set.of("a", "b", "route"))) {
            var done = done(program, ids);
            assertThat(new ProgramDocument(done.program()).problems()).as("%s", ids).isEmpty();
            assertSame(Nesting.expand(done.program(), done.id()).program(), program);
        }
    }

    @Test
    void whatNothingUsesIsAnOutputAndWhatNothingFeedsAnInput() {
        var lonely =
                Program.empty("any").withNodes(List.of(node("a", List.of(TEXT), str("out"), 0)));
        var done = done(lonely, Set.of("a"));
        var node = done.program().node(done.id()).orElseThrow();
        assertThat(node.inputs()).extracting(Field::name).containsExactly("text");
        assertThat(node.outputs()).extracting(Field::name).containsExactly("out");
        assertSame(Nesting.expand(done.program(), done.id()).program(), lonely);
    }

    @Property(tries = 200)
    void collapsingAndExpandingGivesTheSameProgram(@ForAll long seed) {
        var random = new Random(seed);
        var edits = new RandomEdits(seed);
        var program = Program.empty("any");
        for (var i = 0; i < 60; i++) program = edits.next(program);
        var ids = new HashSet<String>();
        program.nodes().stream().filter(_ -> random.nextBoolean()).forEach(n -> ids.add(n.id()));
        if (!(Nesting.collapse(program, ids, "steps") instanceof Nesting.Collapse.Done done))
            return;
        assertSame(Nesting.expand(done.program(), done.id()).program(), program);
    }

    @Test
    void anInnerProgramIsEditedInItsPlace() {
        var done = done(chain(), Set.of("b", "c"));
        var path = List.of(done.id());
        var inner = Levels.at(done.program(), path).orElseThrow();
        assertThat(inner.nodes()).extracting(Node::id).containsExactly("b", "c");
        var edited =
                Levels.edit(done.program(), path, p -> Edits.outputs(p, List.of(str("answer"))));
        assertThat(edited.links()).contains(link("steps.answer", "output.out"));
        assertThat(Levels.at(edited, List.of("steps", "b"))).isEmpty();
        assertThat(Levels.at(edited, List.of("gone"))).isEmpty();
    }

    @Test
    void anInnerProgramIsADocumentWithTheStepsOfTheWhole() {
        var done = done(chain(), Set.of("b", "c"));
        var whole = new ProgramDocument(done.program());
        var inner = whole.within(List.of(done.id()));
        var heard = new ArrayList<Program>();
        inner.listen(change -> heard.add(change.after()));
        inner.apply("Delete", p -> Edits.delete(p, Set.of("b")));
        assertThat(heard).containsExactly(inner.program());
        assertThat(inner.program().nodes()).extracting(Node::id).containsExactly("c");
        assertThat(inner.problems()).anyMatch(p -> "c".equals(p.node()));
        assertThat(whole.problems()).anyMatch(p -> "steps.c".equals(p.node()));
        assertThat(whole.undoName()).contains("Delete");
        inner.undo();
        assertThat(whole.program()).isEqualTo(done.program());
        assertThat(inner.dirty()).isFalse();
    }

    private static Program routed() {
        var on = new Field("urgent", FieldType.Basic.BOOL);
        return Program.empty("routed")
                .withInputs(List.of(on, TEXT))
                .withOutputs(List.of(str("out")))
                .withNodes(
                        List.of(
                                new RouterNode(new NodeHead("route"), on, TEXT),
                                node("a", List.of(TEXT), str("reply"), 0),
                                node("b", List.of(TEXT), str("reply"), 0),
                                node("c", List.of(str("reply")), str("out"), 0)))
                .withLinks(
                        List.of(
                                link("input.urgent", "route.urgent"),
                                link("input.text", "route.text"),
                                link("route.true", "a.text"),
                                link("route.false", "b.text"),
                                link("a.reply", "c.reply"),
                                link("b.reply", "c.reply"),
                                link("c.out", "output.out")));
    }

    private static Nesting.Collapse.Done done(Program program, Set<String> ids) {
        return (Nesting.Collapse.Done) Nesting.collapse(program, ids, "steps");
    }

    private static void assertSame(Program actual, Program expected) {
        assertThat(actual.links()).containsExactlyInAnyOrderElementsOf(expected.links());
        assertThat(unplaced(actual)).containsExactlyInAnyOrderElementsOf(unplaced(expected));
        assertThat(actual.withNodes(List.of()).withLinks(List.of()))
                .isEqualTo(expected.withNodes(List.of()).withLinks(List.of()));
    }

    /** Nodes that had no place get one when they come back among others that have. */
    private static List<Node> unplaced(Program program) {
        return program.nodes().stream().map(n -> n.withHead(n.head().movedTo(null))).toList();
    }

    private static ModuleNode node(String id, List<Field> in, Field out, double x) {
        var signature = new Signature("Step", "", in, List.of(out));
        return new ModuleNode(id, ModuleKind.PREDICT, signature).movedTo(new Point(x, 0));
    }

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
}
