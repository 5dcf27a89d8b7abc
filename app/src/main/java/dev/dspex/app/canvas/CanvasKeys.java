package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Viewport;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keys of the canvas that are no commands of the window: Tab goes through all there is, or after a
 * click on a node offers what can follow it; arrows go to the next node that way, with Ctrl they
 * move what is selected, with Shift too they size notes and frames; L draws a link from the node,
 * with Shift into it; K goes through its links; Delete removes, F2 renames, Enter opens.
 */
final class CanvasKeys {
    private static final double STEP = 100;

    private final GraphPane pane;
    private final CanvasModel model;
    private final Viewport view;
    private @Nullable KeyLink link;
    private @Nullable String linked;

    /** Whether the mouse, not a key, was used here last. */
    private boolean pointed;

    CanvasKeys(GraphPane pane, CanvasModel model, Viewport view) {
        this.pane = pane;
        this.model = model;
        this.view = view;
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::linking);
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        pane.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> stopLinking());
        pane.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> pointed = true);
        pane.focusedProperty()
                .subscribe(
                        has -> {
                            pointed = false;
                            if (!has) stopLinking();
                        });
    }

    /** While a link is drawn with keys, all of them are for it. */
    private void linking(KeyEvent e) {
        var current = link;
        if (current == null || e.getTarget() != pane) return;
        if (!current.key(e)) link = null;
    }

    private void stopLinking() {
        var current = link;
        link = null;
        if (current != null) current.cancel();
    }

    private void key(KeyEvent e) {
        if (e.isConsumed() || e.isAltDown() || e.isMetaDown()) return;
        var clicked = pointed;
        pointed = false;
        var editor = pane.editor();
        switch (e.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> {
                var way = way(e.getCode());
                if (!e.isControlDown()) step(way);
                else if (editor == null) return;
                else if (e.isShiftDown()) editor.places().grow(way.getX(), way.getY());
                else editor.places().nudge(way.getX(), way.getY());
            }
            case TAB -> {
                var added = clicked && !e.isShiftDown() && addBehind();
                if (!added && !tab(e.isShiftDown() ? -1 : 1)) return;
            }
            case L -> {
                if (editor == null || e.isControlDown()) return;
                startLink(editor, e.isShiftDown());
            }
            case K -> {
                if (e.isControlDown() || !nextLink()) return;
            }
            case ESCAPE -> model.selection().clear();
            case DELETE, BACK_SPACE -> {
                if (editor == null) return;
                if (e.isControlDown()) editor.splice();
                else editor.delete();
            }
            case F2 -> pane.rename();
            case ENTER -> {
                var selected = model.selectedProperty().get();
                if (selected == null || e.isControlDown()) return;
                pane.openBox(selected);
            }
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** Offers what can take the last output of the selected box that feeds nothing yet. */
    private boolean addBehind() {
        var selected = model.selectedProperty().get();
        var outputs =
                selected == null
                        ? List.<PortHit>of()
                        : model.box(selected).stream()
                                .flatMap(box -> CanvasModel.ports(box).stream())
                                .filter(hit -> !hit.input())
                                .toList();
        if (pane.editor() == null || outputs.isEmpty()) return false;
        var free = outputs.stream().filter(hit -> !hit.spec().linked()).toList();
        var from = free.isEmpty() ? outputs.getLast() : free.getLast();
        pane.quickAdd(KeyLink.beside(pane, from), Optional.of(from));
        return true;
    }

    /** To the next of all there is, line by line; false after the last, so that Tab leads on. */
    private boolean tab(int by) {
        var all = new ArrayList<>(model.boxes().stream().map(Box::id).toList());
        all.addAll(model.marks());
        all.sort(
                Comparator.comparingDouble((String id) -> corner(id).getX())
                        .thenComparingDouble(id -> corner(id).getY()));
        var selected = model.selectedProperty().get();
        var to = selected == null ? (by > 0 ? 0 : all.size() - 1) : all.indexOf(selected) + by;
        if (to < 0 || to >= all.size()) return false;
        pane.setKeyboard(true);
        model.selection().only(List.of(all.get(to)));
        pane.reveal(all.get(to));
        return true;
    }

    private Point2D corner(String id) {
        return model.places().getOrDefault(id, Point2D.ZERO);
    }

    private void startLink(CanvasEditor editor, boolean input) {
        var selected = model.selectedProperty().get();
        var box = selected == null ? null : model.box(selected).orElse(null);
        if (box == null) return;
        pane.setKeyboard(true);
        link = KeyLink.from(pane, editor.links(), box, input).orElse(null);
        if (link == null)
            pane.tell(text(input ? "canvas.keylink.noinput" : "canvas.keylink.nooutput"));
    }

    /** Selects the links of the selected box one after the other. */
    private boolean nextLink() {
        var wire = model.selection().wire();
        if (wire == null) {
            linked = model.selectedProperty().get();
            if (linked == null) return false;
        }
        var all =
                model.wires().stream()
                        .filter(w -> w.from().equals(linked) || w.to().equals(linked))
                        .toList();
        if (all.isEmpty()) return false;
        model.selection().only(all.get((wire == null ? 0 : all.indexOf(wire) + 1) % all.size()));
        return true;
    }

    private static Point2D way(KeyCode code) {
        return switch (code) {
            case LEFT -> new Point2D(-1, 0);
            case RIGHT -> new Point2D(1, 0);
            case UP -> new Point2D(0, -1);
            default -> new Point2D(0, 1);
        };
    }

    /** To the nearest box in that direction; pans where nothing is selected. */
    private void step(Point2D way) {
        var selected = model.selectedProperty().get();
        pane.setKeyboard(true);
        if (selected == null) {
            model.boxes().stream().findFirst().ifPresent(this::go);
            return;
        }
        model.box(selected)
                .flatMap(from -> nearest(from, way))
                .ifPresentOrElse(this::go, () -> view.pan(-STEP * way.getX(), -STEP * way.getY()));
    }

    private void go(Box box) {
        model.selection().only(List.of(box.id()));
        pane.reveal(box.id());
    }

    private Optional<Box> nearest(Box from, Point2D way) {
        var start = middle(model.bounds(from));
        return model.boxes().stream()
                .filter(box -> !box.id().equals(from.id()))
                .filter(box -> way.dotProduct(middle(model.bounds(box)).subtract(start)) > 8)
                .min(
                        Comparator.comparingDouble(
                                box -> distance(middle(model.bounds(box)).subtract(start), way)));
    }

    /** Off the straight way counts double. */
    private static double distance(Point2D offset, Point2D way) {
        var along = way.dotProduct(offset);
        var aside = Math.abs(offset.getX() * way.getY() - offset.getY() * way.getX());
        return along + 2 * aside;
    }

    private static Point2D middle(Rectangle2D box) {
        return new Point2D(box.getMinX() + box.getWidth() / 2, box.getMinY() + box.getHeight() / 2);
    }
}
