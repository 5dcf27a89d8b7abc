package dev.dspex.app.canvas;

import dev.dspex.app.kit.Viewport;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Region;

/** Moves the view over the canvas. It keeps fitting its window until the person has moved it. */
final class Camera {
    private static final double MARGIN = 48;

    private final Region pane;
    private final CanvasModel model;
    private final Viewport view;
    private boolean touched;
    private double fittedWidth;
    private double fittedHeight;

    Camera(Region pane, CanvasModel model, Viewport view) {
        this.pane = pane;
        this.model = model;
        this.view = view;
    }

    void fit() {
        show(model.extent());
    }

    /** Fills the view with what is selected, or with all. */
    void fitSelection() {
        model.extent(model.selection().boxes()).ifPresentOrElse(this::show, this::fit);
        touched = true;
    }

    void zoomBy(double factor) {
        touched = true;
        view.zoomAt(pane.getWidth() / 2, pane.getHeight() / 2, factor);
    }

    void actualSize() {
        zoomBy(1 / view.zoom());
    }

    /** Brings a box, note or frame into view if it is not. */
    void reveal(String id) {
        model.area(id).filter(at -> !visible().contains(at)).ifPresent(at -> centreOn(middle(at)));
    }

    void centreOn(String id) {
        model.area(id).ifPresent(at -> centreOn(middle(at)));
    }

    void centreOn(Point2D point) {
        touched = true;
        view.set(
                pane.getWidth() / 2 - point.getX() * view.zoom(),
                pane.getHeight() / 2 - point.getY() * view.zoom(),
                view.zoom());
    }

    Rectangle2D visible() {
        return view.visible(pane.getWidth(), pane.getHeight());
    }

    /** From now on the view stays where the person puts it. */
    void touched() {
        touched = true;
    }

    /** Another program is shown: it fits its window again. */
    void untouched() {
        touched = false;
        fittedWidth = 0;
        fitWhileUntouched();
    }

    void fitWhileUntouched() {
        var resized = fittedWidth != pane.getWidth() || fittedHeight != pane.getHeight();
        if (touched || !resized || pane.getWidth() <= 0 || pane.getHeight() <= 0) return;
        fittedWidth = pane.getWidth();
        fittedHeight = pane.getHeight();
        view.fit(model.extent(), pane.getWidth(), pane.getHeight(), MARGIN);
    }

    private void show(Rectangle2D extent) {
        if (pane.getWidth() <= 0) return;
        var to = new Viewport();
        to.fit(extent, pane.getWidth(), pane.getHeight(), MARGIN);
        double x = view.x(), y = view.y(), zoom = view.zoom();
        Glide.run(
                pane,
                t ->
                        view.set(
                                x + (to.x() - x) * t,
                                y + (to.y() - y) * t,
                                zoom + (to.zoom() - zoom) * t),
                () -> {});
    }

    private static Point2D middle(Rectangle2D at) {
        return new Point2D(at.getMinX() + at.getWidth() / 2, at.getMinY() + at.getHeight() / 2);
    }
}
