package dev.dspex.app.signature;

import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fields dragged by their handles, within a table and between the tables that share this. */
final class FieldDrag {
    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

    private final List<FieldTable> tables = new ArrayList<>();
    private @Nullable FieldTable over;
    private int place;
    private boolean cancelled;

    void add(FieldTable table) {
        tables.add(table);
    }

    /** The handle moves the field at this place of the table. */
    void handle(Node handle, FieldTable table, int at) {
        handle.setCursor(Cursor.OPEN_HAND);
        handle.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                e -> {
                    cancelled = false;
                    over = null;
                    handle.requestFocus();
                    untilReleased(handle.getScene(), r -> drop(handle, table, at, r));
                    e.consume();
                });
        handle.addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> drag(handle, e));
        handle.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) end(handle, true);
                });
    }

    /** The button may be let go over anything. */
    private static void untilReleased(Scene scene, Consumer<MouseEvent> then) {
        scene.addEventFilter(
                MouseEvent.MOUSE_RELEASED,
                new EventHandler<>() {
                    @Override
                    public void handle(MouseEvent e) {
                        scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, this);
                        then.accept(e);
                    }
                });
    }

    private void drag(Node handle, MouseEvent e) {
        e.consume();
        if (cancelled) return;
        handle.getParent().pseudoClassStateChanged(DRAGGED, true);
        var nearest = nearest(e.getSceneY());
        if (over != null && over != nearest) over.unmark();
        over = nearest;
        place = nearest.placeAt(e.getSceneY());
        nearest.mark(place);
    }

    private void drop(Node handle, FieldTable table, int at, MouseEvent e) {
        var target = over;
        if (target != null) e.consume();
        var to = place;
        end(handle, false);
        if (target == null || (target == table && (to == at || to == at + 1))) return;
        table.move(at, target, to);
    }

    private void end(Node handle, boolean cancel) {
        cancelled = cancel;
        handle.getParent().pseudoClassStateChanged(DRAGGED, false);
        if (over != null) over.unmark();
        over = null;
    }

    private FieldTable nearest(double sceneY) {
        var best = tables.getFirst();
        var least = Double.MAX_VALUE;
        for (var table : tables) {
            var bounds = table.localToScene(table.getLayoutBounds());
            var away = Math.max(0, Math.max(bounds.getMinY() - sceneY, sceneY - bounds.getMaxY()));
            if (away < least) {
                least = away;
                best = table;
            }
        }
        return best;
    }
}
