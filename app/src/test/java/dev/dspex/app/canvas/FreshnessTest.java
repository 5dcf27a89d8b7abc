package dev.dspex.app.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dspex.edit.Edits;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Program;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.Map;

class FreshnessTest {
    private final Program program = TriageProgram.make();
    private final Freshness freshness = new Freshness();

    @BeforeEach
    void everythingRan() {
        freshness.nextRun();
        program.nodes().forEach(node -> freshness.ran(node.id(), program));
        freshness.ran(Names.OUTPUT, program);
    }

    @Test
    void anEditedNodeAndAllThatHangsOnItAreStale() {
        assertThat(freshness.stale(warmer("classify")))
                .containsExactlyInAnyOrder("classify", "investigate", "draft", Names.OUTPUT);
        assertThat(freshness.stale(warmer("draft")))
                .containsExactlyInAnyOrder("draft", Names.OUTPUT);
    }

    @Test
    void titlesAndPlacesChangeNoOutput() {
        var node = program.node("classify").orElseThrow();
        var titled = Edits.replace(program, node.withTitle("Sort").movedTo(new Point(1, 2)));
        assertThat(freshness.stale(titled)).isEmpty();
    }

    @Test
    void anEditThatIsUndoneMakesOutputsHoldAgain() {
        assertThat(freshness.stale(warmer("classify"))).isNotEmpty();
        assertThat(freshness.stale(program)).isEmpty();
    }

    @Test
    void aLinkThatIsGoneMakesItsNodeStale() {
        var link =
                program.links().stream()
                        .filter(l -> l.to().node().equals("draft"))
                        .findFirst()
                        .orElseThrow();
        assertThat(freshness.stale(Edits.disconnect(program, java.util.List.of(link))))
                .contains("draft")
                .doesNotContain("classify");
    }

    @Test
    void whatANodeGaveStillHoldsOnceItIsPinned() {
        var pinned = pinned(program.node("classify").orElseThrow());
        assertThat(freshness.stale(Edits.replace(program, pinned))).isEmpty();
        var warm = warmer("classify");
        assertThat(
                        freshness.stale(
                                Edits.replace(warm, pinned(warm.node("classify").orElseThrow()))))
                .isEmpty();
    }

    @Test
    void aNodeThatRanAgainAloneMakesThoseBehindItStale() {
        freshness.nextRun();
        freshness.ran("classify", program);
        assertThat(freshness.stale(program))
                .contains("investigate", "draft")
                .doesNotContain("classify");
    }

    private static Node pinned(Node node) {
        return node.withHead(
                node.head()
                        .withPinned(
                                Map.of("urgency", JsonNodeFactory.instance.stringNode("high"))));
    }

    private Program warmer(String id) {
        var node = (ModuleNode) program.node(id).orElseThrow();
        return Edits.replace(
                program,
                new ModuleNode(
                        node.head(),
                        node.kind(),
                        node.signature(),
                        node.parameters().with("temperature", 1.5),
                        node.tools(),
                        node.lm(),
                        node.wrapping()));
    }
}
