package dev.dspex.app.canvas;

import dev.dspex.app.kit.Viewport;
import dev.dspex.edit.Mark;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What stands over the graph and does not move with it, and where. */
final class Overlays {
    private static final double MARGIN = 12;
    private static final double BAR = 28;

    private final GraphPane pane;
    private final CanvasModel model;
    private final Minimap minimap;
    private final Legend legend = new Legend();
    private final ZoomBox zoom;
    private final FindBar find;
    private final @Nullable TintBar tints;

    Overlays(GraphPane pane, Viewport view) {
        this.pane = pane;
        model = pane.model();
        var camera = pane.camera();
        var editor = pane.editor();
        minimap = new Minimap(model, camera::visible, camera::centreOn);
        zoom =
                new ZoomBox(
                        view,
                        () -> camera.zoomBy(1 / 1.25),
                        () -> camera.zoomBy(1.25),
                        camera::actualSize);
        find = new FindBar(pane);
        tints = editor == null ? null : new TintBar(editor.places()::tint);
    }

    List<Region> regions() {
        var all = new ArrayList<Region>(List.of(minimap, legend, zoom, find));
        if (tints != null) all.add(tints);
        return all;
    }

    /** After boxes changed. */
    void redraw() {
        minimap.redraw();
    }

    /** After the view moved. */
    void follow() {
        minimap.follow();
    }

    void find() {
        find.open();
    }

    void layout(double width, double height) {
        var bottom = height - MARGIN;
        minimap.resizeRelocate(MARGIN, bottom - Minimap.HEIGHT, Minimap.WIDTH, Minimap.HEIGHT);
        var zoomWidth = Math.ceil(zoom.prefWidth(-1));
        var room = width - Minimap.WIDTH - zoomWidth - 4 * MARGIN;
        var legendWidth = Math.ceil(legend.prefWidth(-1));
        minimap.setVisible(!model.isEmpty() && height >= 3 * Minimap.HEIGHT && !hidesABox(bottom));
        legend.setVisible(legendWidth <= room && !model.isEmpty());
        legend.resizeRelocate(2 * MARGIN + Minimap.WIDTH, bottom - BAR, legendWidth, BAR);
        zoom.resizeRelocate(width - MARGIN - zoomWidth, bottom - BAR, zoomWidth, BAR);
        var findWidth = Math.min(FindBar.WIDTH, width - 2 * MARGIN);
        find.resizeRelocate(width - MARGIN - findWidth, MARGIN, findWidth, FindBar.HEIGHT);
        if (tints != null) tints(tints, width);
    }

    /** Where all is in view the map says nothing, and no box may lie behind it. */
    private boolean hidesABox(double bottom) {
        if (!pane.camera().visible().contains(model.extent())) return false;
        var corner = pane.toWorld(MARGIN, bottom - Minimap.HEIGHT);
        var behind =
                new Rectangle2D(
                        corner.getX(),
                        corner.getY(),
                        Minimap.WIDTH / pane.zoom(),
                        Minimap.HEIGHT / pane.zoom());
        return model.boxes().stream().anyMatch(box -> model.bounds(box).intersects(behind));
    }

    /** Above what is selected, where that is notes and frames only. */
    private void tints(TintBar bar, double width) {
        var ids = model.selection().boxes();
        var area = model.extent(ids);
        var shown = area.isPresent() && ids.stream().allMatch(id -> Mark.of(id).isPresent());
        bar.setVisible(shown);
        if (!shown) return;
        var corner = pane.toView(new Point2D(area.get().getMinX(), area.get().getMinY()));
        var own = Math.ceil(bar.prefWidth(-1));
        bar.resizeRelocate(
                Math.clamp(corner.getX(), MARGIN, Math.max(MARGIN, width - own - MARGIN)),
                Math.max(MARGIN, corner.getY() - TintBar.HEIGHT - 8),
                own,
                TintBar.HEIGHT);
    }
}
