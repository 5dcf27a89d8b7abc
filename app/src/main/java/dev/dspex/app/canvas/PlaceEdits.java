package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Edits;
import dev.dspex.edit.Mark;
import dev.dspex.edit.Marks;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.Size;
import dev.dspex.program.Tint;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What gestures do to where things stand, and to notes and frames: each is one step of undo. */
final class PlaceEdits {
    private static final double SNAP = 8;

    private final CanvasEditor editor;
    private final CanvasModel model;

    PlaceEdits(CanvasEditor editor, CanvasModel model) {
        this.editor = editor;
        this.model = model;
    }

    /** What is selected, and what the frames among it take along. */
    Set<String> moving() {
        var ids = new LinkedHashSet<>(model.selection().boxes());
        for (var id : model.selection().boxes())
            if (Mark.of(id).filter(m -> m.sort() == Mark.Sort.FRAME).isPresent())
                ids.addAll(Hits.within(model, id));
        return ids;
    }

    /** Moves boxes, notes and frames to where they were dropped, on the grid. */
    void move(Map<String, Point2D> places) {
        var to = snapped(places);
        editor.apply(moveName(), editor.placed(p -> moved(p, to)));
    }

    /** Moves what is selected by steps of the grid. Steps that follow each other are one. */
    void nudge(double dx, double dy) {
        var to = new HashMap<String, Point>();
        for (var id : moving()) {
            var at = model.places().get(id);
            if (at != null) to.put(id, snapped(at.add(dx * SNAP, dy * SNAP)));
        }
        if (to.isEmpty()) return;
        editor.apply(moveName(), "nudge " + to.keySet(), editor.placed(p -> moved(p, to)));
    }

    /** Lays the boxes out anew. */
    void tidy(Map<String, Point2D> places) {
        var to = snapped(places);
        editor.apply(text("canvas.edit.tidy"), p -> Edits.move(p, to));
    }

    /** Gives a note or frame the size that it was drawn to, on the grid. */
    void resize(Mark mark, Rectangle2D to) {
        editor.apply(resizeName(mark), p -> resized(p, mark, to));
    }

    /** Makes the selected notes and frames larger or smaller by steps of the grid. */
    void grow(double dx, double dy) {
        var marks = model.selection().boxes().stream().flatMap(id -> Mark.of(id).stream()).toList();
        if (marks.isEmpty()) return;
        var to = new HashMap<Mark, Rectangle2D>();
        for (var mark : marks)
            model.area(mark.id())
                    .ifPresent(
                            at ->
                                    to.put(
                                            mark,
                                            MarkSizes.grown(
                                                    model.program(),
                                                    mark,
                                                    at,
                                                    dx * SNAP,
                                                    dy * SNAP)));
        editor.apply(
                resizeName(marks.getFirst()),
                "grow " + to.keySet(),
                p -> {
                    var result = p;
                    for (var entry : to.entrySet())
                        result = resized(result, entry.getKey(), entry.getValue());
                    return result;
                });
    }

    /** Gives the selected notes and frames a colour, null for the theme's own. */
    void tint(@Nullable Tint tint) {
        var ids = Set.copyOf(model.selection().boxes());
        editor.apply(text("canvas.edit.tint"), p -> Marks.tint(p, ids, tint));
    }

    /** Puts words on a note, or above a frame. */
    void write(Mark mark, String words) {
        editor.apply(text("canvas.edit.write"), p -> Marks.write(p, mark, words));
    }

    static Point snapped(Point2D at) {
        return new Point(snapped(at.getX()), snapped(at.getY()));
    }

    private static double snapped(double v) {
        return Math.rint(v / SNAP) * SNAP;
    }

    private static Map<String, Point> snapped(Map<String, Point2D> places) {
        var to = new HashMap<String, Point>();
        places.forEach((id, at) -> to.put(id, snapped(at)));
        return to;
    }

    private String moveName() {
        return EditNames.of("move", model.selection().boxes());
    }

    private static String resizeName(Mark mark) {
        return text(
                mark.sort() == Mark.Sort.NOTE ? "canvas.edit.resize.note" : "canvas.edit.resize");
    }

    private static Program moved(Program program, Map<String, Point> to) {
        return Marks.move(Edits.move(program, to), to);
    }

    private static Program resized(Program program, Mark mark, Rectangle2D to) {
        var size = new Size(snapped(to.getWidth()), snapped(to.getHeight()));
        return Marks.resize(program, mark, new Point(to.getMinX(), to.getMinY()), size);
    }
}
