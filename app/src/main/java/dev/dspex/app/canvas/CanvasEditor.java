package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Edits;
import dev.dspex.edit.Fragment;
import dev.dspex.edit.Levels;
import dev.dspex.edit.Mark;
import dev.dspex.edit.Marks;
import dev.dspex.edit.Nesting;
import dev.dspex.edit.ProgramDocument;
import dev.dspex.program.Names;
import dev.dspex.program.Point;
import dev.dspex.program.Program;
import dev.dspex.program.ProgramNode;

import javafx.geometry.Point2D;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What gestures on the canvas do to the program: each is one step of undo with a name. JavaFX
 * thread only.
 */
public final class CanvasEditor {
    private static final double PASTE_SHIFT = 24;

    private final ProgramDocument whole;
    private final CanvasModel model;
    private final AddOffer offer;
    private final List<Runnable> levels = new ArrayList<>();
    private final LinkEdits links;
    private final PlaceEdits places;
    private ProgramDocument document;

    /**
     * @param offer shared by all canvases, so that what was used lately comes first in each
     */
    public CanvasEditor(ProgramDocument document, CanvasModel model, AddOffer offer) {
        whole = document;
        this.document = document;
        this.model = model;
        this.offer = offer;
        links = new LinkEdits(this, model);
        places = new PlaceEdits(this, model);
        document.listen(
                change -> {
                    if (change.before() != null) follow(change.after());
                });
    }

    /** The document at the level that is shown. */
    public ProgramDocument document() {
        return document;
    }

    /** Called when another level is shown. */
    void onLevel(Runnable listener) {
        levels.add(listener);
    }

    /** Shows the program that a node is; false where the node is none. */
    public boolean enter(String id) {
        if (!(program().node(id).orElse(null) instanceof ProgramNode)) return false;
        var path = new ArrayList<>(model.path());
        path.add(id);
        level(path);
        return true;
    }

    /**
     * Back out of inner programs.
     *
     * @param depth how many levels stay; 0 is the whole program
     */
    public void leaveTo(int depth) {
        var path = model.path();
        if (depth < 0 || depth >= path.size()) return;
        level(path.subList(0, depth));
        model.selection().only(List.of(path.get(depth)));
    }

    /** Shows the program that these nodes lead to; what is shown stays where there is none. */
    void go(List<String> path) {
        if (!path.equals(model.path()) && Levels.at(whole.program(), path).isPresent()) level(path);
    }

    private void level(List<String> path) {
        document = whole.within(path);
        model.show(whole.program(), path);
        levels.forEach(Runnable::run);
    }

    /** After undo the level that was shown may be gone. */
    private void follow(Program after) {
        var path = model.path();
        var depth = path.size();
        while (Levels.at(after, path.subList(0, depth)).isEmpty()) depth--;
        if (depth < path.size()) level(path.subList(0, depth));
        else model.show(after, path);
    }

    /**
     * Puts the selected nodes into a program of their own. Returns why that cannot be, empty where
     * it is done.
     */
    public Optional<String> collapse() {
        var ids = parts();
        return switch (Nesting.collapse(laidOut(program()), ids, "steps")) {
            case Nesting.Collapse.Done(var after, var id) -> {
                document.apply(text("canvas.edit.collapse"), _ -> after);
                model.selection().only(List.of(id));
                yield Optional.empty();
            }
            case Nesting.Collapse.Between(var node) ->
                    Optional.of(
                            text(
                                    "canvas.collapse.between",
                                    model.box(node).map(Box::title).orElse(node)));
            case Nesting.Collapse.Nothing _ -> Optional.of(text("canvas.collapse.nothing"));
        };
    }

    /** What is selected, as a pattern to be kept. */
    public PatternPart asPattern() {
        return PatternPart.of(laidOut(program()), nodes());
    }

    /** Puts the nodes of the selected inner programs in their place. */
    public void expand() {
        var made = new LinkedHashSet<String>();
        var inner =
                nodes().stream()
                        .filter(id -> program().node(id).orElse(null) instanceof ProgramNode)
                        .toList();
        if (inner.isEmpty()) return;
        document.apply(
                text("canvas.edit.expand"),
                placed(
                        p -> {
                            var result = p;
                            for (var id : inner) {
                                var expanded = Nesting.expand(result, id);
                                made.addAll(expanded.ids());
                                result = expanded.program();
                            }
                            return result;
                        }));
        model.selection().only(made);
    }

    Program program() {
        return document.program();
    }

    /** What is done to links. */
    LinkEdits links() {
        return links;
    }

    /** What is done to places, notes and frames. */
    PlaceEdits places() {
        return places;
    }

    /** One step of undo at the level that is shown. */
    void apply(String name, UnaryOperator<Program> edit) {
        document.apply(name, edit);
    }

    /**
     * @param gesture steps of an equal gesture that follow each other are one
     */
    void apply(String name, Object gesture, UnaryOperator<Program> edit) {
        document.apply(name, gesture, edit);
    }

    /** What quick-add offers: all of it, or what can be linked with a port. */
    List<Addition> additions(Optional<PortHit> link) {
        if (link.isEmpty()) return offer.all();
        var port = link.get().port();
        var field = link.get().input() ? program().target(port) : program().source(port);
        return offer.all().stream()
                .filter(a -> field.filter(f -> a.fits(f, link.get().input())).isPresent())
                .toList();
    }

    List<Addition> recent(List<Addition> among) {
        return offer.among(among);
    }

    /**
     * Adds what was chosen and selects it; linked to {@code link} where a link was dropped. Returns
     * its id.
     */
    public String add(Addition addition, Point2D at, Optional<PortHit> link) {
        offer.used(addition);
        var made = new ArrayList<String>();
        document.apply(
                text("canvas.edit.add", addition.title()),
                placed(
                        p -> {
                            var added =
                                    addition.add(
                                            p, PlaceEdits.snapped(at), link.map(PortHit::port));
                            made.add(added.id());
                            return added.program();
                        }));
        model.selection().only(made);
        return made.getFirst();
    }

    /** Removes what is selected: boxes with their links, or the link. */
    public void delete() {
        var wire = model.selection().wire();
        if (wire != null) {
            links.disconnect(model.link(wire));
            return;
        }
        var ids = parts();
        if (!ids.isEmpty())
            document.apply(
                    EditNames.of("delete", ids),
                    placed(p -> Marks.delete(Edits.delete(p, ids), ids)));
    }

    /** Removes the selected nodes and joins their neighbours. */
    public void splice() {
        var ids = nodes();
        if (!ids.isEmpty())
            document.apply(EditNames.of("splice", ids), placed(p -> Edits.splice(p, ids)));
    }

    /** The selected nodes, notes and frames as text; empty where none is selected. */
    public Optional<String> copy() {
        var ids = parts();
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(Fragment.of(laidOut(program()), ids).text());
    }

    /** Pastes text that was copied here or elsewhere; false where it is no part of a program. */
    public boolean paste(String text, Point2D at) {
        var fragment = Fragment.parse(text).filter(f -> !f.isEmpty());
        fragment.ifPresent(f -> insert("paste", f, PlaceEdits.snapped(at)));
        return fragment.isPresent();
    }

    public void duplicate() {
        var ids = parts();
        if (ids.isEmpty()) return;
        var fragment = Fragment.of(laidOut(program()), ids);
        var corner = fragment.corner();
        insert(
                "duplicate",
                fragment,
                new Point(corner.x() + PASTE_SHIFT, corner.y() + PASTE_SHIFT));
    }

    private void insert(String verb, Fragment fragment, Point at) {
        var ids = new LinkedHashSet<String>();
        document.apply(
                EditNames.of(verb, fragment.ids()),
                placed(
                        p -> {
                            var pasted = fragment.pasteInto(p, at);
                            ids.addAll(pasted.ids());
                            return pasted.program();
                        }));
        model.selection().only(ids);
    }

    public void retitle(String id, String title) {
        var wanted = title.strip();
        if (wanted.isEmpty()) return;
        document.apply(
                text("canvas.edit.rename"),
                p -> p.node(id).map(n -> Edits.replace(p, n.withTitle(wanted))).orElse(p));
    }

    /** Selected nodes, notes and frames. */
    private Set<String> parts() {
        var ids = new HashSet<>(model.selection().boxes());
        ids.remove(Names.INPUT);
        ids.remove(Names.OUTPUT);
        return ids;
    }

    private Set<String> nodes() {
        var ids = parts();
        ids.removeIf(id -> Mark.of(id).isPresent());
        return ids;
    }

    /** Nodes without a place are drawn in layers; the first edit of places keeps what is seen. */
    UnaryOperator<Program> placed(UnaryOperator<Program> edit) {
        return p -> edit.apply(laidOut(p));
    }

    private Program laidOut(Program program) {
        if (program.nodes().stream().noneMatch(n -> n.at() == null)) return program;
        var seen = new HashMap<String, Point>();
        model.places().forEach((id, at) -> seen.put(id, new Point(at.getX(), at.getY())));
        return Edits.move(program, seen);
    }
}
