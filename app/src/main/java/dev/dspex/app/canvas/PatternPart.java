package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Fragment;
import dev.dspex.edit.Nesting;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import java.util.Set;

/** What of a selection can be kept as a pattern. */
public sealed interface PatternPart {
    /**
     * It is one node that is a program.
     *
     * @param title what the person calls the node, empty for several that were selected
     */
    record Ready(Fragment part, String title) implements PatternPart {}

    /** It cannot be one node; says why. */
    record Refused(String why) implements PatternPart {}

    /** Several nodes are put into a program of their own, as collapsing them would. */
    static PatternPart of(Program program, Set<String> ids) {
        if (ids.size() == 1
                && program.node(ids.iterator().next()).orElse(null) instanceof ProgramNode node)
            return new Ready(Fragment.of(program, ids), node.title());
        return switch (Nesting.collapse(program, ids, "steps")) {
            case Nesting.Collapse.Done(var after, var id) ->
                    new Ready(Fragment.of(after, Set.of(id)), "");
            case Nesting.Collapse.Between(var node) ->
                    new Refused(
                            text(
                                    "canvas.collapse.between",
                                    program.node(node).map(n -> n.title()).orElse(node)));
            case Nesting.Collapse.Nothing _ -> new Refused(text("canvas.pattern.nothing"));
        };
    }
}
