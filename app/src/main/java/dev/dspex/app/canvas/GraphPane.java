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

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
    private final GhostLayer ghosts = new GhostLayer(view);
    private final CanvasGestures gestures;
    private final @Nullable CanvasEditor editor;
    private Consumer<String> opened = _ -> {};
    private final @Nullable GraphPopups popups;
    private boolean keyboard;
    private boolean touched;
    private double fittedWidth;
    private double fittedHeight;
    private boolean culled;

    /**
     * @param editor null where the program is only shown
     */
    GraphPane(CanvasModel model, @Nullable CanvasEditor editor) {
        this.model = model;
        this.editor = editor;
        popups = editor == null ? null : new GraphPopups(this, editor);
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
        getChildren().addAll(links, near, ghosts, minimap, legend, zoomBox);
        setClip(clip());
        notes();
        view.onChange(this::place);
        model.onRebuilt(this::rebuilt);
        model.onMoved(this::moved);
        model.onChanged(this::statusChanged);
        model.selection().onChange(this::showSelection);
        focusedProperty().subscribe(this::showSelection);
        gestures = new CanvasGestures(this, model, view);
        new CanvasKeys(this, model, view);
    }

    @Nullable CanvasEditor editor() {
        return editor;
    }

    double zoom() {
        return view.zoom();
    }

    Point2D toWorld(double x, double y) {
        return view.toWorld(x, y);
    }

    /** The place in the view of a place on the canvas. */
    Point2D toView(Point2D world) {
        return new Point2D(
                world.getX() * view.zoom() + view.x(), world.getY() * view.zoom() + view.y());
    }

    Optional<Wire> wireAt(Point2D point, double reach) {
        return links.at(point, reach);
    }

    void ghost(@Nullable Ghost shown) {
        ghosts.show(shown);
    }

    /** Marks the ports where a link on its way could end; null ends it. */
    void showFits(@Nullable Predicate<PortHit> fits) {
        views.values().forEach(node -> node.markPorts(fits));
    }

    /** Where something new goes: under the pointer, or the middle of what is seen. */
    Point2D newPlace() {
        return gestures.newPlace();
    }

    /** Called with the id of a box that is to be opened: a double click, Enter. */
    void onOpen(Consumer<String> listener) {
        opened = listener;
    }

    void openBox(String id) {
        opened.accept(id);
    }

    /** Offers what can be added, at the pointer. */
    void quickAdd() {
        quickAdd(gestures.newPlace(), Optional.empty());
    }

    /**
     * Offers what can be added; nothing where the program is only shown.
     *
     * @param link the port that it is to be linked with
     */
    void quickAdd(Point2D at, Optional<PortHit> link) {
        if (popups != null) popups.quickAdd(at, link);
    }

    /** Lets the person rename the selected box. */
    void rename() {
        var id = model.selectedProperty().get();
        var box = id == null ? null : model.box(id).orElse(null);
        if (popups != null && box != null && box.step()) popups.rename(box);
    }

    /** Puts something over the graph that is laid out already. */
    void show(Region over) {
        getChildren().add(over);
        over.applyCss();
    }

    void hide(Region over) {
        getChildren().remove(over);
    }

    /** Another program: views of boxes that changed are made anew. */
    private void rebuilt() {
        views.entrySet()
                .removeIf(
                        entry -> {
                            var box = model.box(entry.getKey()).orElse(null);
                            var stays = entry.getValue().box().equals(box);
                            if (!stays) world.getChildren().remove(entry.getValue());
                            return !stays;
                        });
        world.getChildren().removeIf(NoteView.class::isInstance);
        notes();
        moved();
        showSelection();
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

    /** Lets the boxes glide to their places in layers, and shows all of them. */
    void tidy(Map<String, Point2D> places) {
        var target = editor;
        var from = new HashMap<>(model.places());
        Runnable end =
                () -> {
                    model.moveTo(places);
                    if (target != null) target.tidy(places);
                    fit();
                };
        if (!Motion.allowed(this)) {
            end.run();
            return;
        }
        var way = new SimpleDoubleProperty(0);
        way.subscribe(t -> model.moveTo(between(from, places, t.doubleValue())));
        var glide =
                new Timeline(
                        new KeyFrame(Motion.CANVAS, new KeyValue(way, 1, Interpolator.EASE_BOTH)));
        glide.setOnFinished(_ -> end.run());
        glide.play();
    }

    private static Map<String, Point2D> between(
            Map<String, Point2D> from, Map<String, Point2D> to, double part) {
        var now = new HashMap<String, Point2D>();
        to.forEach((id, at) -> now.put(id, from.getOrDefault(id, at).interpolate(at, part)));
        return now;
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
        views.forEach(
                (id, node) ->
                        node.setSelected(
                                model.selection().contains(id),
                                keyboard && isFocused() && id.equals(selected)));
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
        node.setSelected(model.selection().contains(box.id()), false);
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
        ghosts.resizeRelocate(0, 0, getWidth(), getHeight());
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
