package dev.dspex.app.canvas;

import dev.dspex.edit.Mark;
import dev.dspex.program.Program;

import javafx.geometry.Rectangle2D;

/** How small a note or a frame may be drawn: a note holds its words. */
final class MarkSizes {
    private static final double FRAME = 64;
    private static final double NOTE = 96;

    private MarkSizes() {}

    /** The area of a mark with its lower right corner moved. JavaFX thread only. */
    static Rectangle2D grown(Program program, Mark mark, Rectangle2D from, double dx, double dy) {
        var note = mark.sort() == Mark.Sort.NOTE;
        var width = Math.max(note ? NOTE : FRAME, from.getWidth() + dx);
        var least = note ? NoteView.height(program.notes().get(mark.index()).text(), width) : FRAME;
        var height = Math.max(least, from.getHeight() + dy);
        return new Rectangle2D(from.getMinX(), from.getMinY(), width, height);
    }
}
