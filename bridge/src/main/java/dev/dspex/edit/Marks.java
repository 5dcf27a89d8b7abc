package dev.dspex.edit;

import dev.dspex.program.Frame;
import dev.dspex.program.Note;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.Size;
import dev.dspex.program.Tint;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/** What gestures do to notes and frames, as pure functions. Ids that name none are left alone. */
public final class Marks {
    private Marks() {}

    public static Program add(Program program, Note note) {
        return program.withNotes(Edits.plus(program.notes(), note));
    }

    public static Program add(Program program, Frame frame) {
        return program.withFrames(Edits.plus(program.frames(), frame));
    }

    /** The mark that {@link #add(Program, Note)} would make. */
    public static Mark nextNote(Program program) {
        return Mark.note(program.notes().size());
    }

    public static Mark nextFrame(Program program) {
        return Mark.frame(program.frames().size());
    }

    public static Program move(Program program, Map<String, Point> places) {
        return each(
                program,
                (id, note) -> {
                    var to = places.get(id);
                    return to == null ? note : note.movedTo(to);
                },
                (id, frame) -> {
                    var to = places.get(id);
                    return to == null
                            ? frame
                            : new Frame(frame.text(), frame.color(), to, frame.size());
                });
    }

    public static Program write(Program program, Mark mark, String text) {
        return each(
                program,
                (id, note) -> id.equals(mark.id()) ? note.withText(text) : note,
                (id, frame) ->
                        id.equals(mark.id())
                                ? new Frame(text, frame.color(), frame.at(), frame.size())
                                : frame);
    }

    /**
     * @param color null for the theme's own
     */
    public static Program tint(Program program, Set<String> ids, @Nullable Tint color) {
        return each(
                program,
                (id, note) -> ids.contains(id) ? note.withColor(color) : note,
                (id, frame) ->
                        ids.contains(id)
                                ? new Frame(frame.text(), color, frame.at(), frame.size())
                                : frame);
    }

    public static Program resize(Program program, Mark mark, Point at, Size size) {
        return each(
                program,
                (id, note) -> id.equals(mark.id()) ? note.resized(at, size) : note,
                (id, frame) ->
                        id.equals(mark.id())
                                ? new Frame(frame.text(), frame.color(), at, size)
                                : frame);
    }

    public static Program delete(Program program, Set<String> ids) {
        return program.withNotes(kept(program.notes(), i -> ids.contains(Mark.note(i).id())))
                .withFrames(kept(program.frames(), i -> ids.contains(Mark.frame(i).id())));
    }

    /** Those with one of these ids, in the order of the program. */
    static List<Note> notes(Program program, Set<String> ids) {
        return kept(program.notes(), i -> !ids.contains(Mark.note(i).id()));
    }

    static List<Frame> frames(Program program, Set<String> ids) {
        return kept(program.frames(), i -> !ids.contains(Mark.frame(i).id()));
    }

    static Note shifted(Note note, double dx, double dy) {
        var at = note.at();
        return at == null ? note : note.movedTo(new Point(at.x() + dx, at.y() + dy));
    }

    static Frame shifted(Frame frame, double dx, double dy) {
        var at = new Point(frame.at().x() + dx, frame.at().y() + dy);
        return new Frame(frame.text(), frame.color(), at, frame.size());
    }

    private static Program each(
            Program program,
            BiFunction<String, Note, Note> note,
            BiFunction<String, Frame, Frame> frame) {
        var notes = new ArrayList<Note>();
        var frames = new ArrayList<Frame>();
        for (var old : program.notes()) notes.add(note.apply(Mark.note(notes.size()).id(), old));
        for (var old : program.frames())
            frames.add(frame.apply(Mark.frame(frames.size()).id(), old));
        return program.withNotes(notes).withFrames(frames);
    }

    private static <T> List<T> kept(List<T> all, IntPredicate gone) {
        var rest = new ArrayList<T>();
        for (var i = 0; i < all.size(); i++) if (!gone.test(i)) rest.add(all.get(i));
        return rest;
    }
}
