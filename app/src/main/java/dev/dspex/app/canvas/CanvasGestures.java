package dev.dspex.app.canvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

import java.util.Comparator;
import java.util.Optional;

/**
 * Mouse, touch pad and keys of the canvas: the wheel pans, with Ctrl it zooms at the pointer, so
 * does a pinch; a drag on empty ground, with the middle button or with Space pans; arrow keys go
 * from node to node.
 */
final class CanvasGestures {
    private static final double STEP = 100;

    private final GraphPane pane;
    private final CanvasModel model;
    private final Viewport view;
    private double lastX;
    private double lastY;

    CanvasGestures(GraphPane pane, CanvasModel model, Viewport view) {
        this.pane = pane;
        this.model = model;
        this.view = view;
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(
                ZoomEvent.ZOOM, e -> view.zoomAt(e.getX(), e.getY(), e.getZoomFactor()));
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void press(MouseEvent e) {
        lastX = e.getX();
        lastY = e.getY();
        pane.requestFocus();
        pane.setKeyboard(false);
        if (e.getButton() != MouseButton.PRIMARY) return;
        model.selectedProperty().set(at(e.getX(), e.getY()).map(Box::id).orElse(null));
    }

    private void drag(MouseEvent e) {
        if (e.getTarget() instanceof Minimap) return;
        pane.touched();
        view.pan(e.getX() - lastX, e.getY() - lastY);
        lastX = e.getX();
        lastY = e.getY();
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

    private void key(KeyEvent e) {
        if (e.isControlDown() || e.isAltDown()) return;
        switch (e.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> step(e.getCode());
            case ESCAPE -> model.selectedProperty().set(null);
            default -> {
                return;
            }
        }
        e.consume();
    }

    /** To the nearest box in that direction; pans where nothing is selected. */
    private void step(KeyCode code) {
        var way =
                switch (code) {
                    case LEFT -> new Point2D(-1, 0);
                    case RIGHT -> new Point2D(1, 0);
                    case UP -> new Point2D(0, -1);
                    default -> new Point2D(0, 1);
                };
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
        model.selectedProperty().set(box.id());
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

    private Optional<Box> at(double x, double y) {
        var point = view.toWorld(x, y);
        return model.boxes().reversed().stream()
                .filter(box -> model.bounds(box).contains(point))
                .findFirst();
    }
}
