package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Edits;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.ModuleKind;
import dev.dspex.program.ModuleNode;
import dev.dspex.program.Names;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.Signature;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A DSPy module: question in, answer out, until the person says otherwise. */
record ModuleAddition(ModuleKind kind) implements Addition {
    private static final Field QUESTION = new Field("question", FieldType.Basic.STR);
    private static final Field ANSWER = new Field("answer", FieldType.Basic.STR);

    @Override
    public String key() {
        return kind.text();
    }

    @Override
    public String title() {
        return kind.text();
    }

    @Override
    public String summary() {
        return text("canvas.kind." + kind.text());
    }

    @Override
    public String icon() {
        return kind.text();
    }

    /** A module takes and gives what its signature says, and that is still to be written. */
    @Override
    public boolean fits(PortSpec port, boolean input) {
        return true;
    }

    @Override
    public Added add(Program program, Point at, Optional<Port> link) {
        var id = Edits.freeId(program, kind.name().toLowerCase(Locale.ROOT));
        var source = link.flatMap(program::source);
        var target = source.isPresent() ? Optional.<Field>empty() : link.flatMap(program::target);
        var in = source.map(ModuleAddition::bare).orElse(QUESTION);
        var out = target.map(ModuleAddition::bare).orElse(ANSWER);
        if (in.name().equals(out.name())) out = new Field(out.name() + "_out", out.type());
        var signature = new Signature(className(id), "", List.of(in), List.of(out));
        var added = Edits.add(program, new ModuleNode(id, kind, signature).movedTo(at));
        if (link.isEmpty()) return new Added(added, Optional.of(id));
        var linked =
                source.isPresent()
                        ? Edits.connect(added, link.get(), new Port(id, in.name()))
                        : Edits.connect(added, new Port(id, out.name()), link.get());
        return new Added(linked, Optional.of(id));
    }

    private static Field bare(Field field) {
        return new Field(
                Names.badField(field.name()).isEmpty() ? field.name() : "value",
                field.type(),
                field.description());
    }

    private static String className(String id) {
        var words = new StringBuilder();
        for (var word : id.split("_"))
            if (!word.isEmpty())
                words.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        return words.toString();
    }
}
