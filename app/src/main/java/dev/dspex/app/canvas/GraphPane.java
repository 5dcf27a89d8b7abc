package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.theme.Motion;

import javafx.animation.Interpolator;
import javafx.animation.KeyFrame;
import javafx.animation.KeyValue;
import javafx.animation.Timeline;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;

import java.util.HashMap;
import java.util.Map;

/**
 * The graph itself: links and far nodes on one Canvas, near nodes as Regions above it, minimap,
 * legend and zoom on top. Only nodes in view have Regions; they are kept for the next time.
 */
final class GraphPane extends Region {
    private static final double MARGIN = 12;
    private static final double FIT_MARGIN = 48;
    private static final int KEPT = 400;

    private final CanvasModel model;
    private final Viewport view = new Viewport();
    private final Scale scale = new Scale(1, 1);
    private final Group world = new Group();
    private final Map<String, NodeView> views = new HashMap<>();
    private final LinkLayer links;
    private final Minimap minimap;
    private final Region legend = new Legend();
    private final ZoomBox zoomBox;
    private boolean keyboard;
    private boolean touched;
    private double fittedWidth;
    private double fittedHeight;
    private boolean culled;

    GraphPane(CanvasModel model) {
        this.model = model;
        setId("graph");
        getStyleClass().add("graph");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        links = new LinkLayer(model, view);
        minimap = new Minimap(model, this::visible, this::centreOn);
        zoomBox = new ZoomBox(view, () -> zoomBy(1 / 1.25), () -> zoomBy(1.25), this::actualSize);
        world.getTransforms().add(scale);
        var near = new Pane(world);
        near.setPickOnBounds(false);
        getChildren().addAll(links, near, minimap, legend, zoomBox);
        setClip(clip());
        notes();
        view.onChange(this::place);
        model.onMoved(this::moved);
        model.onChanged(this::statusChanged);
        model.selectedProperty().subscribe(this::showSelection);
        focusedProperty().subscribe(this::showSelection);
        new CanvasGestures(this, model, view);
    }

    CanvasModel model() {
        return model;
    }

    /** Whether the last step came from the keyboard: only then the ring is shown. */
    void setKeyboard(boolean now) {
        keyboard = now;
        showSelection();
    }

    void fit() {
        if (getWidth() <= 0) return;
        var target = new Viewport();
        target.fit(model.extent(), getWidth(), getHeight(), FIT_MARGIN);
        go(target);
    }

    void actualSize() {
        zoomBy(1 / view.zoom());
    }

    void zoomBy(double factor) {
        touched = true;
        view.zoomAt(getWidth() / 2, getHeight() / 2, factor);
    }

    /** Lays the boxes out in layers and shows all of them. */
    void tidy(Map<String, Point2D> places) {
        model.moveTo(places);
        fit();
    }

    /** Brings a box into view if it is not. */
    void reveal(String id) {
        model.box(id)
                .map(model::bounds)
                .filter(box -> !visible().contains(box))
                .ifPresent(box -> centreOn(middle(box)));
    }

    private Rectangle2D visible() {
        return view.visible(getWidth(), getHeight());
    }

    private void centreOn(Point2D point) {
        touched = true;
        view.set(
                getWidth() / 2 - point.getX() * view.zoom(),
                getHeight() / 2 - point.getY() * view.zoom(),
                view.zoom());
    }

    private static Point2D middle(Rectangle2D box) {
        return new Point2D(box.getMinX() + box.getWidth() / 2, box.getMinY() + box.getHeight() / 2);
    }

    private void go(Viewport target) {
        if (!Motion.allowed(this)) {
            view.set(target.x(), target.y(), target.zoom());
            return;
        }
        double x = view.x(), y = view.y(), zoom = view.zoom();
        var way = new SimpleDoubleProperty(0);
        way.subscribe(
                t ->
                        view.set(
                                x + (target.x() - x) * t.doubleValue(),
                                y + (target.y() - y) * t.doubleValue(),
                                zoom + (target.zoom() - zoom) * t.doubleValue()));
        var end = new KeyValue(way, 1, Interpolator.EASE_OUT);
        new Timeline(new KeyFrame(Motion.CANVAS, end)).play();
    }

    private void notes() {
        for (var note : model.notes()) {
            var at = note.at();
            if (at != null) world.getChildren().add(new NoteView(note.text(), at.x(), at.y()));
        }
    }

    private void place() {
        world.setTranslateX(view.x());
        world.setTranslateY(view.y());
        scale.setX(view.zoom());
        scale.setY(view.zoom());
        world.setVisible(view.detailed());
        minimap.redraw();
        culled = false;
        requestLayout();
    }

    private void moved() {
        links.reroute();
        place();
    }

    private void statusChanged(String id) {
        var shown = views.get(id);
        if (shown != null) shown.show(model.status(id));
        links.redraw();
        minimap.redraw();
        if (id.equals(model.selectedProperty().get())) describe(id);
    }

    private void showSelection() {
        var selected = model.selectedProperty().get();
        views.forEach((id, node) -> node.setSelected(id.equals(selected), keyboard && isFocused()));
        links.redraw();
        describe(selected == null ? "" : selected);
    }

    private void describe(String id) {
        setAccessibleText(
                model.box(id)
                        .map(box -> NodeView.describe(box, model.status(id)))
                        .orElseGet(() -> text("canvas.graph", model.boxes().size())));
    }

    /** Regions for what is seen, none for the rest. */
    private void cull() {
        culled = true;
        if (!view.detailed()) return;
        var seen = visible();
        for (var box : model.boxes()) {
            var at = model.bounds(box);
            var node = views.get(box.id());
            if (at.intersects(seen)) {
                if (node == null) node = make(box);
                node.relocate(at.getMinX(), at.getMinY());
                if (node.getParent() == null) world.getChildren().add(node);
            } else if (node != null) {
                world.getChildren().remove(node);
                if (views.size() > KEPT) views.remove(box.id());
            }
        }
    }

    private NodeView make(Box box) {
        var node = new NodeView(box);
        node.show(model.status(box.id()));
        node.setSelected(box.id().equals(model.selectedProperty().get()), keyboard && isFocused());
        views.put(box.id(), node);
        return node;
    }

    private Rectangle clip() {
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        return clip;
    }

    /** A canvas that the person has not moved yet keeps fitting its window. */
    private void fitWhileUntouched() {
        var resized = fittedWidth != getWidth() || fittedHeight != getHeight();
        if (touched || !resized || getWidth() <= 0 || getHeight() <= 0) return;
        fittedWidth = getWidth();
        fittedHeight = getHeight();
        view.fit(model.extent(), getWidth(), getHeight(), FIT_MARGIN);
    }

    /** From now on the view stays where the person puts it. */
    void touched() {
        touched = true;
    }

    @Override
    protected void layoutChildren() {
        fitWhileUntouched();
        if (!culled) cull();
        links.resizeRelocate(0, 0, getWidth(), getHeight());
        var bottom = getHeight() - MARGIN;
        minimap.resizeRelocate(MARGIN, bottom - Minimap.HEIGHT, Minimap.WIDTH, Minimap.HEIGHT);
        var zoomWidth = Math.ceil(zoomBox.prefWidth(-1));
        var room = getWidth() - Minimap.WIDTH - zoomWidth - 4 * MARGIN;
        var legendWidth = Math.ceil(legend.prefWidth(-1));
        minimap.setVisible(!model.isEmpty());
        legend.setVisible(legendWidth <= room && !model.isEmpty());
        legend.resizeRelocate(2 * MARGIN + Minimap.WIDTH, bottom - 28, legendWidth, 28);
        zoomBox.resizeRelocate(getWidth() - MARGIN - zoomWidth, bottom - 28, zoomWidth, 28);
    }
}
