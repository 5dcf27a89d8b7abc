package dev.dspex.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class PartsTest {
    private static final Field TEXT = new Field("text", FieldType.Basic.STR);
    private static final Field OTHER = new Field("other", FieldType.Basic.STR);

    private final Program program = nested(false);

    @Test
    void theWholeHasTheNodesAndEndsOfInnerPrograms() {
        assertThat(Parts.whole(program))
                .containsExactly(
                        "input",
                        "first",
                        "steps",
                        "steps.input",
                        "steps.a",
                        "steps.b",
                        "steps.output",
                        "output");
    }

    @Test
    void whatStandsWithinAPinnedNodeDoesNotRun() {
        assertThat(Parts.whole(nested(true))).containsExactly("input", "first", "steps", "output");
        assertThat(Parts.only(nested(true), "steps")).contains("steps.a");
    }

    @Test
    void aNodeAloneIsItself() {
        assertThat(Parts.only(program, "first")).containsExactly("first");
        assertThat(Parts.only(program, "steps.b")).containsExactly("steps.b");
    }

    @Test
    void untilANodeThereIsWhatItNeeds() {
        assertThat(Parts.until(program, "first")).containsExactlyInAnyOrder("input", "first");
        assertThat(Parts.until(program, "steps.a"))
                .containsExactlyInAnyOrder("input", "first", "steps.input", "steps.a");
        assertThat(Parts.until(program, "steps.b"))
                .containsExactlyInAnyOrder("input", "steps.input", "steps.a", "steps.b", "first");
    }

    @Test
    void anInputOfAnInnerProgramThatIsNotUsedNeedsNothing() {
        var links =
                program.links().stream()
                        .filter(link -> !link.to().equals(new Port("steps", "text")))
                        .toList();
        var fed = new ArrayList<>(links);
        fed.add(new Link(Port.input("text"), new Port("steps", "text")));
        fed.add(new Link(new Port("first", "answer"), new Port("steps", "other")));

        assertThat(Parts.until(program.withLinks(fed), "steps.a"))
                .containsExactlyInAnyOrder("input", "steps.input", "steps.a");
    }

    @Test
    void aNodeIsFoundByItsPath() {
        assertThat(Parts.node(program, "steps.b").map(Node::id)).contains("b");
        for (var path : List.of("steps.c", "first.a", "none", "steps.a.b")) {
            assertThat(Parts.node(program, path)).as(path).isEmpty();
            assertThat(Parts.only(program, path)).as(path).isEmpty();
            assertThat(Parts.until(program, path)).as(path).isEmpty();
        }
    }

    @Test
    void whatANodeIsMadeOfBelongsToIt() {
        assertThat(
                        List.of("", "first", "first.predict", "steps", "steps.a", "steps.a.x.y")
                                .stream()
                                .map(place -> Parts.owner(program, place)))
                .containsExactly("", "first", "first", "steps", "steps.a", "steps.a");
        assertThat(Parts.owner(program, "steps.module")).isEqualTo("steps");
    }

    @Test
    void onlyItsOwnLmsAreNeeded() {
        assertThat(Parts.lms(program, Parts.only(program, "steps.a"))).containsExactly("inner");
        assertThat(Parts.lms(program, Parts.only(program, "first"))).isEmpty();
    }

    /** {@code first} before the inner program {@code steps} of {@code a} and {@code b}. */
    private static Program nested(boolean pinned) {
        var inner =
                Program.empty("steps")
                        .withInputs(List.of(TEXT, OTHER))
                        .withOutputs(List.of(answer()))
                        .withNodes(List.of(module("a", "inner"), module("b", null)))
                        .withLinks(
                                List.of(
                                        new Link(Port.input("text"), new Port("a", "text")),
                                        new Link(new Port("a", "answer"), new Port("b", "text")),
                                        new Link(new Port("b", "answer"), Port.output("answer"))));
        Node steps = new ProgramNode(new NodeHead("steps"), inner);
        if (pinned) {
            var kept = JsonNodeFactory.instance.stringNode("kept");
            steps = steps.withHead(steps.head().withPinned(Map.of("answer", kept)));
        }
        return Program.empty("nested")
                .withInputs(List.of(TEXT))
                .withOutputs(List.of(answer()))
                .withNodes(List.of(module("first", null), steps))
                .withLinks(
                        List.of(
                                new Link(Port.input("text"), new Port("first", "text")),
                                new Link(new Port("first", "answer"), new Port("steps", "text")),
                                new Link(new Port("steps", "answer"), Port.output("answer"))));
    }

    private static Field answer() {
        return new Field("answer", FieldType.Basic.STR);
    }

    private static Node module(String id, @Nullable String lm) {
        return new ModuleNode(
                id,
                ModuleKind.PREDICT,
                id,
                new Signature("Answer", "", List.of(TEXT), List.of(answer())),
                Parameters.NONE,
                List.of(),
                lm,
                null);
    }
}
