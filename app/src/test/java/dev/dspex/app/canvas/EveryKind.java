package dev.dspex.app.canvas;

import dev.dspex.edit.Drafts;
import dev.dspex.edit.Edits;
import dev.dspex.edit.Marks;
import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Frame;
import dev.dspex.program.Kind;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Port;
import dev.dspex.program.Program;
import dev.dspex.program.Size;
import dev.dspex.program.Tint;

import java.util.List;

/** A program with one node of each kind, notes and frames, for pictures. */
final class EveryKind {
    private static final double WIDTH = 264;
    private static final double HEIGHT = 176;
    private static final int COLUMNS = 5;

    private EveryKind() {}

    static Program make() {
        var text = new Field("question", FieldType.Basic.STR);
        var program =
                Program.empty("every-kind")
                        .withInputs(List.of(text))
                        .withOutputs(List.of(new Field("answer", FieldType.Basic.STR)));
        var n = 0;
        for (var kind : Kind.all()) {
            var at = new Point(n % COLUMNS * WIDTH, n / COLUMNS * HEIGHT);
            var node = Drafts.of(kind, Drafts.id(kind), null, null).movedTo(at);
            program = Edits.add(program, node);
            n++;
        }
        program = Edits.connect(program, Port.input("question"), new Port("predict", "question"));
        program = Edits.connect(program, new Port("code", "result"), Port.output("answer"));
        var y = HEIGHT * 4 - 16;
        program =
                Marks.add(
                        program,
                        new Frame(
                                "No LM",
                                Tint.TEAL,
                                new Point(-24, HEIGHT * 2 - 40),
                                new Size(WIDTH * 5, HEIGHT * 2 - 8)));
        program = Marks.add(program, new Note("The usual colour of a note.", new Point(0, y + 40)));
        for (var tint : List.of(Tint.BLUE, Tint.RED, Tint.PURPLE, Tint.GREY))
            program =
                    Marks.add(
                            program,
                            new Note(
                                    tint.text()
                                            + ": words that go on for more than one line, so"
                                            + " that they wrap.",
                                    tint,
                                    new Point(290 * (1 + tint.ordinal() % 4), y + 40)));
        return program;
    }
}
