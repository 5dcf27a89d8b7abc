package dev.dspex.app.canvas;

import javafx.geometry.Point2D;

import java.util.HashMap;
import java.util.Map;

/** Lets the boxes glide to their places in layers, and shows all of them. */
final class Tidying {
    private Tidying() {}

    static void run(GraphPane pane, Map<String, Point2D> places) {
        var model = pane.model();
        var editor = pane.editor();
        var from = new HashMap<>(model.places());
        Glide.run(
                pane,
                t -> model.moveTo(between(from, places, t)),
                () -> {
                    if (editor != null) editor.places().tidy(places);
                    pane.fit();
                });
    }

    private static Map<String, Point2D> between(
            Map<String, Point2D> from, Map<String, Point2D> to, double part) {
        var now = new HashMap<String, Point2D>();
        to.forEach((id, at) -> now.put(id, from.getOrDefault(id, at).interpolate(at, part)));
        return now;
    }
}
