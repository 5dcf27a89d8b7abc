package dev.dspex.app.pattern;

import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/**
 * Mouse and keys of the tree: the wheel pans, with Ctrl it zooms at the pointer, a drag pans, a
 * click selects, a double click fits. Left and Right go through the moments, Home and End to the
 * first and the last; Up and Down go through the thoughts, Enter opens the prompt.
 */
final class ThoughtGestures {
    private final ThoughtCanvas canvas;
    private final Shown shown;
    private final Runnable open;
    private double lastX;
    private double lastY;

    ThoughtGestures(ThoughtCanvas canvas, Shown shown, Runnable open) {
        this.canvas = canvas;
        this.shown = shown;
        this.open = open;
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        canvas.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        canvas.addEventHandler(ZoomEvent.ZOOM, this::pinch);
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    private void press(MouseEvent e) {
        canvas.requestFocus();
        lastX = e.getX();
        lastY = e.getY();
    }

    private void drag(MouseEvent e) {
        canvas.touched();
        canvas.view().pan(e.getX() - lastX, e.getY() - lastY);
        lastX = e.getX();
        lastY = e.getY();
    }

    private void click(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY || !e.isStillSincePress()) return;
        int hit = canvas.at(e.getX(), e.getY()).orElse(0);
        if (e.getClickCount() == 2) {
            if (hit == 0) canvas.fit();
            else open.run();
        } else shown.select(hit);
    }

    private void scroll(ScrollEvent e) {
        canvas.touched();
        if (e.isControlDown()) {
            if (e.getDeltaY() != 0)
                canvas.view().zoomAt(e.getX(), e.getY(), e.getDeltaY() > 0 ? 1.1 : 1 / 1.1);
        } else if (e.isShiftDown() && e.getDeltaX() == 0) canvas.view().pan(e.getDeltaY(), 0);
        else canvas.view().pan(e.getDeltaX(), e.getDeltaY());
        e.consume();
    }

    private void pinch(ZoomEvent e) {
        canvas.touched();
        canvas.view().zoomAt(e.getX(), e.getY(), e.getZoomFactor());
    }

    private void key(KeyEvent e) {
        if (e.isAltDown() || e.isShortcutDown() || e.isMetaDown()) return;
        switch (e.getCode()) {
            case LEFT -> shown.goTo(shown.moment() - 1);
            case RIGHT -> shown.goTo(shown.moment() + 1);
            case HOME -> shown.goTo(0);
            case END -> shown.goTo(Integer.MAX_VALUE);
            case UP -> walk(-1);
            case DOWN -> walk(1);
            case ENTER -> open.run();
            case ESCAPE -> shown.select(0);
            case PLUS, EQUALS, ADD -> canvas.zoomBy(1.2);
            case MINUS, SUBTRACT -> canvas.zoomBy(1 / 1.2);
            case F -> canvas.fit();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void walk(int by) {
        shown.walk(by);
        canvas.reveal();
    }
}
