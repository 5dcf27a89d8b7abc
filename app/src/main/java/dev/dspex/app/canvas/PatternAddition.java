package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.edit.Drafts;
import dev.dspex.edit.Edits;
import dev.dspex.pattern.OwnPattern;
import dev.dspex.program.Field;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.Optional;

/** A pattern that the person keeps: a copy of it becomes part of the program. */
record PatternAddition(OwnPattern pattern) implements Addition {
    @Override
    public String key() {
        return "own:" + pattern.name();
    }

    @Override
    public String title() {
        return pattern.name();
    }

    @Override
    public String summary() {
        return pattern.description().isBlank()
                ? text("canvas.add.own.version", Figures.count(pattern.version()))
                : pattern.description();
    }

    @Override
    public String icon() {
        return pattern.icon();
    }

    @Override
    public String group() {
        return text("canvas.add.own");
    }

    @Override
    public boolean fits(Field field, boolean input) {
        return pattern
                .part()
                .pasteInto(Program.empty("draft"), new Point(0, 0))
                .program()
                .nodes()
                .stream()
                .anyMatch(
                        node ->
                                input
                                        ? Drafts.giving(node, field).isPresent()
                                        : Drafts.taking(node, field).isPresent());
    }

    @Override
    public Added add(Program program, Point at, Optional<Port> link) {
        var pasted = pattern.part().pasteInto(program, at);
        var id = pasted.ids().iterator().next();
        var node = pasted.program().node(id).map(this::titled).orElseThrow();
        var added = Edits.replace(pasted.program(), node);
        return new Added(
                link.map(port -> KindAddition.linked(added, node, port)).orElse(added), id);
    }

    private Node titled(Node node) {
        return node.withTitle(pattern.name());
    }
}
