package dev.dspex.app.canvas;

import dev.dspex.app.kit.Viewport;
import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Mouse and touch pad of the canvas: the wheel pans, with Ctrl it zooms at the pointer, so does a
 * pinch; a drag with the middle button or with Space pans, on empty ground it selects, on a box it
 * moves, on a port it links; a double click adds. {@link CanvasKeys} has the keys.
 */
final class CanvasGestures {
    private static final double REACH = 10;
    private static final double WIRE = 6;

    private final GraphPane pane;
    private final CanvasModel model;
    private final Viewport view;
    private Point2D pressed = Point2D.ZERO;
    private Point2D pointer = new Point2D(-1, -1);
    private boolean space;
    private boolean panned;
    private @Nullable Drag drag;
    private @Nullable MouseEvent press;

    CanvasGestures(GraphPane pane, CanvasModel model, Viewport view) {
        this.pane = pane;
        this.model = model;
        this.view = view;
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(
                ZoomEvent.ZOOM, e -> view.zoomAt(e.getX(), e.getY(), e.getZoomFactor()));
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        pane.addEventHandler(KeyEvent.KEY_RELEASED, this::keyReleased);
    }

    /** Where something new goes: under the pointer, or the middle of what is seen. */
    Point2D newPlace() {
        var inside =
                pointer.getX() > 0
                        && pointer.getY() > 0
                        && pointer.getX() < pane.getWidth()
                        && pointer.getY() < pane.getHeight();
        return inside
                ? view.toWorld(pointer.getX(), pointer.getY())
                : view.toWorld(pane.getWidth() / 2, pane.getHeight() / 2);
    }

    private void press(MouseEvent e) {
        pressed = new Point2D(e.getX(), e.getY());
        press = e;
        panned = false;
        pane.requestFocus();
        pane.setKeyboard(false);
        if (e.getButton() != MouseButton.PRIMARY || space) return;
        var point = view.toWorld(e.getX(), e.getY());
        if (port(point).isPresent()) return;
        var add = e.isShortcutDown() || e.isShiftDown();
        var wire = pane.wireAt(point, WIRE / view.zoom());
        var item = item(point);
        if (item.isEmpty()) {
            if (add) return;
            if (wire.isPresent()) model.selection().only(wire.get());
            else model.selection().clear();
        } else if (add) {
            model.selection().toggle(item.get());
        } else if (!model.selection().contains(item.get())) {
            model.selection().only(List.of(item.get()));
        }
    }

    /** What a press takes: a box, a note, or a frame where no link passes. */
    private Optional<String> item(Point2D point) {
        var item = Hits.item(model, point);
        if (item.isPresent() || pane.wireAt(point, WIRE / view.zoom()).isPresent()) return item;
        return Hits.frame(model, point);
    }

    private void drag(MouseEvent e) {
        pointer = new Point2D(e.getX(), e.getY());
        if (e.getTarget() instanceof Minimap || press == null) return;
        if (drag == null) {
            if (!Drag.far(pressed, e.getX(), e.getY())) return;
            drag = begin(e);
        }
        if (drag instanceof Drag.Pan) {
            panned = true;
            pane.touched();
        }
        drag.to(e.getX(), e.getY());
    }

    private Drag begin(MouseEvent e) {
        var editor = pane.editor();
        var point = view.toWorld(pressed.getX(), pressed.getY());
        if (e.getButton() != MouseButton.PRIMARY || space)
            return Drag.Pan.from(view, pressed.getX(), pressed.getY());
        var port = port(point);
        if (editor != null && port.isPresent())
            return LinkDrag.from(pane, editor.links(), port.get(), point);
        var item = item(point);
        if (item.isEmpty())
            return new MarqueeDrag(pane, point, e.isShortcutDown() || e.isShiftDown());
        if (editor == null) return Drag.Pan.from(view, pressed.getX(), pressed.getY());
        var mark = Mark.of(item.get());
        var at = model.area(item.get()).orElseThrow();
        return mark.isPresent() && Hits.corner(at, point)
                ? new ResizeDrag(pane, editor, mark.get(), at, point)
                : new MoveDrag(pane, editor, point);
    }

    private Optional<PortHit> port(Point2D point) {
        return view.detailed() && pane.editor() != null
                ? Hits.port(model, point, REACH)
                : Optional.empty();
    }

    private void release(MouseEvent e) {
        press = null;
        var done = drag;
        drag = null;
        if (done != null) done.drop();
        else if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) alone(e);
    }

    private void moved(MouseEvent e) {
        pointer = new Point2D(e.getX(), e.getY());
        var point = view.toWorld(e.getX(), e.getY());
        if (pane.editor() == null || model.marks().isEmpty()) return;
        var corner =
                Hits.item(model, point)
                        .or(() -> Hits.frame(model, point))
                        .filter(id -> Mark.of(id).isPresent())
                        .flatMap(model::area)
                        .filter(at -> Hits.corner(at, point))
                        .isPresent();
        pane.setCursor(corner ? Cursor.SE_RESIZE : Cursor.DEFAULT);
    }

    /** A click on one of several selected boxes selects it alone. */
    private void alone(MouseEvent e) {
        if (e.isShortcutDown() || e.isShiftDown()) return;
        item(view.toWorld(e.getX(), e.getY())).ifPresent(id -> model.selection().only(List.of(id)));
    }

    private void click(MouseEvent e) {
        if (e.getClickCount() != 2 || e.getButton() != MouseButton.PRIMARY) return;
        if (!e.isStillSincePress() || e.getTarget() instanceof Minimap) return;
        var point = view.toWorld(e.getX(), e.getY());
        var item = item(point);
        if (item.isPresent()) pane.openBox(item.get());
        else pane.quickAdd(point, Optional.empty());
    }

    private void scroll(ScrollEvent e) {
        pane.touched();
        if (e.isControlDown()) {
            if (e.getDeltaY() != 0)
                view.zoomAt(e.getX(), e.getY(), e.getDeltaY() > 0 ? 1.1 : 1 / 1.1);
        } else if (e.isShiftDown() && e.getDeltaX() == 0) {
            view.pan(e.getDeltaY(), 0);
        } else {
            view.pan(e.getDeltaX(), e.getDeltaY());
        }
        e.consume();
    }

    private void keyPressed(KeyEvent e) {
        if (e.getCode() == KeyCode.SPACE && !e.isShortcutDown()) {
            space = true;
            e.consume();
        } else if (e.getCode() == KeyCode.ESCAPE && drag != null) {
            drag.cancel();
            drag = null;
            press = null;
            e.consume();
        }
    }

    /** Space alone adds; held down while the mouse drags it pans. */
    private void keyReleased(KeyEvent e) {
        if (e.getCode() != KeyCode.SPACE || !space) return;
        space = false;
        e.consume();
        if (panned) panned = false;
        else pane.quickAdd(newPlace(), Optional.empty());
    }
}
