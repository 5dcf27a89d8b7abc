package dev.dspex.app.canvas;

import dev.dspex.app.testing.OnFx;

import javafx.geometry.Point2D;

/** Where things of a canvas are on the screen, for the mouse of a test. */
public final class CanvasPlaces {
    private CanvasPlaces() {}

    public static Point2D port(CanvasView view, String box, String field) {
        return OnFx.call(
                () -> {
                    var model = view.model();
                    var hit =
                            CanvasModel.ports(model.box(box).orElseThrow()).stream()
                                    .filter(h -> h.spec().name().equals(field))
                                    .findFirst()
                                    .orElseThrow();
                    return screen(view, model.place(hit));
                });
    }

    public static Point2D header(CanvasView view, String box) {
        return OnFx.call(
                () -> {
                    var at = view.model().bounds(view.model().box(box).orElseThrow());
                    return screen(view, new Point2D(at.getMinX() + 60, at.getMinY() + 14));
                });
    }

    public static Point2D middle(CanvasView view, String box) {
        return OnFx.call(
                () -> {
                    var at = view.model().bounds(view.model().box(box).orElseThrow());
                    return screen(
                            view,
                            new Point2D(
                                    at.getMinX() + at.getWidth() / 2,
                                    at.getMinY() + at.getHeight() / 2));
                });
    }

    /** A place of the canvas that is this far from the top left corner of what is seen. */
    public static Point2D seen(CanvasView view, double x, double y) {
        return OnFx.call(() -> view.lookup("#graph").localToScreen(x, y));
    }

    static Point2D screen(CanvasView view, Point2D world) {
        var graph = (GraphPane) view.lookup("#graph");
        return graph.localToScreen(graph.toView(world));
    }
}
