package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Edits;
import dev.dspex.program.Field;
import dev.dspex.program.Node;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;

import java.util.Optional;

/** A node that was made elsewhere; its id is changed where it is taken. */
record NodeAddition(Node node) implements Addition {
    @Override
    public String key() {
        return node.kindName();
    }

    @Override
    public String title() {
        return node.title();
    }

    @Override
    public String summary() {
        return "";
    }

    @Override
    public String icon() {
        return dev.dspex.app.kit.Icons.ofKind(node.kindName());
    }

    @Override
    public String group() {
        return text("canvas.add.own");
    }

    @Override
    public boolean fits(Field field, boolean input) {
        return false;
    }

    @Override
    public Added add(Program program, Point at, Optional<Port> link) {
        var id = Edits.freeId(program, node.id());
        return new Added(Edits.add(program, node.renamed(id).movedTo(at)), id);
    }
}
