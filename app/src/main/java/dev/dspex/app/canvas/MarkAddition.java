package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Icons;
import dev.dspex.edit.Mark;
import dev.dspex.edit.Marks;
import dev.dspex.program.Field;
import dev.dspex.program.Frame;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.Size;

import java.util.Optional;

/** A note or a frame: words for people, which DSPy does not see. */
record MarkAddition(Mark.Sort sort) implements Addition {
    static final Size FRAME = new Size(320, 200);

    @Override
    public String key() {
        return sort == Mark.Sort.NOTE ? "note" : "frame";
    }

    @Override
    public String title() {
        return text(sort == Mark.Sort.NOTE ? "canvas.note" : "canvas.frame");
    }

    @Override
    public String summary() {
        return text(sort == Mark.Sort.NOTE ? "canvas.note.does" : "canvas.frame.does");
    }

    @Override
    public String icon() {
        return Icons.ofKind(key());
    }

    @Override
    public String group() {
        return text("canvas.add.words");
    }

    @Override
    public boolean fits(Field field, boolean input) {
        return false;
    }

    @Override
    public Added add(Program program, Point at, Optional<Port> link) {
        return sort == Mark.Sort.NOTE
                ? new Added(Marks.add(program, new Note("", at)), Marks.nextNote(program).id())
                : new Added(
                        Marks.add(program, new Frame(text("canvas.frame"), null, at, FRAME)),
                        Marks.nextFrame(program).id());
    }
}
