package dev.dspex.app.kit;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;

import java.util.ArrayList;
import java.util.List;

/** Pan and zoom. Pan is rounded to whole pixels: text in Regions and on the Canvas stays sharp. */
public final class Viewport {
    public static final double MIN = 0.05;
    public static final double MAX = 2;
    private static final double DETAIL = 0.6;
    private static final double BLOCK = 0.3;

    private final List<Runnable> listeners = new ArrayList<>();
    private double x;
    private double y;
    private double zoom = 1;

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double zoom() {
        return zoom;
    }

    /** From here on nodes are Regions, below they are drawn. */
    public boolean detailed() {
        return zoom >= DETAIL - 1e-9;
    }

    /** So small that a node is a block in the colour of its state. */
    public boolean blocks() {
        return zoom < BLOCK;
    }

    public void pan(double dx, double dy) {
        set(x + dx, y + dy, zoom);
    }

    /** Zooms by a factor; the point at {@code px, py} of the view stays where it is. */
    public void zoomAt(double px, double py, double factor) {
        var next = Math.clamp(zoom * factor, MIN, MAX);
        set(px - (px - x) * next / zoom, py - (py - y) * next / zoom, next);
    }

    /** Shows all of an extent in a view of that size, not larger than 100%. */
    public void fit(Rectangle2D extent, double width, double height, double margin) {
        var room =
                Math.min(
                        (width - 2 * margin) / extent.getWidth(),
                        (height - 2 * margin) / extent.getHeight());
        var next = Math.clamp(room, MIN, 1);
        set(
                (width - extent.getWidth() * next) / 2 - extent.getMinX() * next,
                (height - extent.getHeight() * next) / 2 - extent.getMinY() * next,
                next);
    }

    public Point2D toWorld(double px, double py) {
        return new Point2D((px - x) / zoom, (py - y) / zoom);
    }

    /** What of the canvas a view of that size shows. */
    public Rectangle2D visible(double width, double height) {
        return new Rectangle2D(
                -x / zoom, -y / zoom, Math.max(0, width / zoom), Math.max(0, height / zoom));
    }

    public void set(double newX, double newY, double newZoom) {
        x = Math.rint(newX);
        y = Math.rint(newY);
        zoom = newZoom;
        listeners.forEach(Runnable::run);
    }

    public void onChange(Runnable listener) {
        listeners.add(listener);
    }
}
