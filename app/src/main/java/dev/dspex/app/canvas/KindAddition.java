package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Drafts;
import dev.dspex.edit.Edits;
import dev.dspex.program.Field;
import dev.dspex.program.Kind;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.Optional;

/** A node of a kind, as {@link Drafts} makes it. */
record KindAddition(Kind kind) implements Addition {
    @Override
    public String key() {
        return kind.name();
    }

    @Override
    public String title() {
        return title(kind);
    }

    /** Modules are called as DSPy calls them. */
    static String title(Kind kind) {
        return ModuleKind.of(kind.name()).isPresent()
                ? kind.name()
                : text("canvas.kind.name." + kind.name());
    }

    @Override
    public String summary() {
        return text("canvas.kind.does." + kind.name());
    }

    @Override
    public String icon() {
        return kind.icon();
    }

    @Override
    public String group() {
        if (kind.group() == Kind.Group.PATTERN) return text("canvas.add.patterns");
        return switch (Look.of(kind.name())) {
            case MODULE -> text("canvas.add.modules");
            case WRAPPING -> text("canvas.add.wrapping");
            case DATA -> text("canvas.add.data");
            case CODE -> text("canvas.add.code");
            default -> text("canvas.add.flow");
        };
    }

    @Override
    public boolean fits(Field field, boolean input) {
        return input
                ? Drafts.giving(Drafts.of(kind, "draft", null, field), field).isPresent()
                : Drafts.taking(Drafts.of(kind, "draft", field, null), field).isPresent();
    }

    @Override
    public Added add(Program program, Point at, Optional<Port> link) {
        var id = Edits.freeId(program, Drafts.id(kind));
        var source = link.flatMap(program::source).orElse(null);
        var target = source == null ? link.flatMap(program::target).orElse(null) : null;
        var node = Drafts.of(kind, id, source, target);
        var added = Edits.add(program, node.movedTo(at));
        return new Added(link.map(port -> linked(added, node, port)).orElse(added), id);
    }

    /** Links the port with the first port of the new node that fits. */
    static Program linked(Program program, Node node, Port port) {
        var source = program.source(port);
        return source.isPresent()
                ? Drafts.taking(node, source.get())
                        .map(field -> Edits.connect(program, port, new Port(node.id(), field)))
                        .orElse(program)
                : program.target(port)
                        .flatMap(target -> Drafts.giving(node, target))
                        .map(field -> Edits.connect(program, new Port(node.id(), field), port))
                        .orElse(program);
    }
}
