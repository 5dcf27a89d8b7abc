package dev.dspex.app.canvas;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keys of the canvas that are no commands of the window: arrows go from node to node, with Ctrl
 * they move what is selected; Delete removes, F2 renames, Enter goes to the inspector.
 */
final class CanvasKeys {
    private static final double STEP = 100;

    private final GraphPane pane;
    private final CanvasModel model;
    private final Viewport view;

    CanvasKeys(GraphPane pane, CanvasModel model, Viewport view) {
        this.pane = pane;
        this.model = model;
        this.view = view;
        pane.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void key(KeyEvent e) {
        if (e.isConsumed() || e.isAltDown() || e.isMetaDown()) return;
        var editor = pane.editor();
        switch (e.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> {
                var way = way(e.getCode());
                if (!e.isControlDown()) step(way);
                else if (editor != null) editor.nudge(way.getX(), way.getY());
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
