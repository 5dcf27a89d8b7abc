package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.edit.Fix;
import dev.dspex.edit.Mark;
import dev.dspex.program.Problem;

import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The graph itself, in layers: frames, links and far nodes on one Canvas, near nodes and notes as
 * Regions; minimap, legend and zoom on top.
 */
final class GraphPane extends Region {
    private static final double MARGIN = 12;

    private final CanvasModel model;
    private final Viewport view = new Viewport();
    private final Scale scale = new Scale(1, 1);
    private final Group world = new Group();
    private final Camera camera;
    private final MarkLayer frames;
    private final LinkLayer links;
    private final NodeLayer nodes;
    private final MarkLayer notes;
    private final GhostLayer ghosts = new GhostLayer(view);
    private final Minimap minimap;
    private final Region legend = new Legend();
    private final ZoomBox zoomBox;
    private final FindBar find;
    private final @Nullable TintBar tints;
    private final CanvasGestures gestures;
    private final @Nullable CanvasEditor editor;
    private final @Nullable GraphPopups popups;
    private Consumer<String> opened = _ -> {};
    private boolean keyboard;
    private boolean culled;

    /**
     * @param editor null where the program is only shown
     */
    GraphPane(CanvasModel model, @Nullable CanvasEditor editor) {
        this.model = model;
        this.editor = editor;
        popups = editor == null ? null : new GraphPopups(this, editor);
        tints = editor == null ? null : new TintBar(editor::tint);
        setId("graph");
        getStyleClass().add("graph");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.PARENT);
        camera = new Camera(this, model, view);
        frames = new MarkLayer(model, Mark.Sort.FRAME);
        links = new LinkLayer(model, view);
        nodes = new NodeLayer(model, world);
        notes = new MarkLayer(model, Mark.Sort.NOTE);
        minimap = new Minimap(model, camera::visible, camera::centreOn);
        zoomBox = new ZoomBox(view, () -> zoomBy(1 / 1.25), () -> zoomBy(1.25), this::actualSize);
        find = new FindBar(this);
        world.getTransforms().add(scale);
        getChildren().addAll(frames, links, nodes, notes, ghosts, minimap, legend, zoomBox, find);
        if (tints != null) getChildren().add(tints);
        setClip(clip());
        view.onChange(this::place);
        model.onRebuilt(this::rebuilt);
        model.onMoved(this::moved);
        model.onChanged(this::statusChanged);
        model.selection().onChange(this::showSelection);
        focusedProperty().subscribe(this::showSelection);
        if (editor != null) editor.onLevel(camera::untouched);
        gestures = new CanvasGestures(this, model, view);
        new CanvasKeys(this, model, view);
    }

    @Nullable CanvasEditor editor() {
        return editor;
    }

    CanvasModel model() {
        return model;
    }

    Camera camera() {
        return camera;
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
        nodes.showFits(fits);
    }

    /** Where something new goes: under the pointer, or the middle of what is seen. */
    Point2D newPlace() {
        return gestures.newPlace();
    }

    /** Called with the id of a box that is to be opened: a double click, Enter. */
    void onOpen(Consumer<String> listener) {
        opened = listener;
    }

    /**
     * A double click on it, or Enter: a note or frame is written on, an inner program is shown, any
     * other box is opened.
     */
    void openBox(String id) {
        if (Mark.of(id).isPresent()) edit(id);
        else if (editor == null || !editor.enter(id)) opened.accept(id);
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

    /** Offers what would make a refused link possible. */
    void offer(String reason, List<Fix> fixes, Point2D at, Consumer<Fix> chosen) {
        if (popups != null) popups.fixes(reason, fixes, at, chosen);
    }

    /** Lets the person rename the selected box, or write on the selected note or frame. */
    void rename() {
        var id = model.selectedProperty().get();
        if (id != null) edit(id);
    }

    private void edit(String id) {
        if (popups == null) return;
        Mark.of(id).ifPresent(popups::write);
        model.box(id).filter(Box::step).ifPresent(popups::rename);
    }

    /** Puts something over the graph that is laid out already. */
    void show(Region over) {
        getChildren().add(over);
        over.applyCss();
    }

    void hide(Region over) {
        getChildren().remove(over);
    }

    /** Looks for words in the program. */
    void find() {
        find.open();
        requestLayout();
    }

    /** Why something cannot be done, until the person does something else. */
    void tell(String words) {
        ghosts.tell(words);
        setAccessibleText(words);
    }

    void setProblems(List<Problem> found) {
        model.setProblems(found);
        nodes.problemsChanged();
    }

    private void rebuilt() {
        nodes.rebuilt();
        frames.rebuilt();
        notes.rebuilt();
        moved();
        showSelection();
    }

    /** Whether the last step came from the keyboard: only then the ring is shown. */
    void setKeyboard(boolean now) {
        keyboard = now;
        showSelection();
    }

    void fit() {
        camera.fit();
    }

    void actualSize() {
        camera.actualSize();
    }

    void zoomBy(double factor) {
        camera.zoomBy(factor);
    }

    /** From now on the view stays where the person puts it. */
    void touched() {
        camera.touched();
    }

    /** Brings a box into view if it is not. */
    void reveal(String id) {
        camera.reveal(id);
    }

    /** Lets the boxes glide to their places in layers, and shows all of them. */
    void tidy(Map<String, Point2D> places) {
        var target = editor;
        var from = new HashMap<>(model.places());
        Glide.run(
                this,
                t -> model.moveTo(between(from, places, t)),
                () -> {
                    if (target != null) target.tidy(places);
                    fit();
                });
    }

    private static Map<String, Point2D> between(
            Map<String, Point2D> from, Map<String, Point2D> to, double part) {
        var now = new HashMap<String, Point2D>();
        to.forEach((id, at) -> now.put(id, from.getOrDefault(id, at).interpolate(at, part)));
        return now;
    }

    private void place() {
        world.setTranslateX(view.x());
        world.setTranslateY(view.y());
        scale.setX(view.zoom());
        scale.setY(view.zoom());
        nodes.setVisible(view.detailed());
        frames.place(view);
        notes.place(view);
        minimap.redraw();
        culled = false;
        requestLayout();
    }

    private void moved() {
        links.reroute();
        frames.moved();
        notes.moved();
        place();
    }

    private void statusChanged(String id) {
        nodes.statusChanged(id);
        links.redraw();
        minimap.redraw();
        if (id.equals(model.selectedProperty().get())) describe(id);
    }

    private void showSelection() {
        var selected = model.selectedProperty().get();
        nodes.select(keyboard && isFocused() ? selected : null);
        frames.select();
        notes.select();
        links.redraw();
        ghosts.tell("");
        describe(selected == null ? "" : selected);
        requestLayout();
    }

    private void describe(String id) {
        var wire = model.selection().wire();
        setAccessibleText(
                wire == null
                        ? model.describe(id)
                                .orElseGet(() -> text("canvas.graph", model.boxes().size()))
                        : links.describe(wire));
    }

    private Rectangle clip() {
        var clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        return clip;
    }

    @Override
    protected void layoutChildren() {
        camera.fitWhileUntouched();
        if (!culled && view.detailed()) nodes.cull(camera.visible());
        culled = true;
        for (var layer : List.of(frames, links, nodes, notes, ghosts))
            layer.resizeRelocate(0, 0, getWidth(), getHeight());
        var bottom = getHeight() - MARGIN;
        minimap.resizeRelocate(MARGIN, bottom - Minimap.HEIGHT, Minimap.WIDTH, Minimap.HEIGHT);
        var zoomWidth = Math.ceil(zoomBox.prefWidth(-1));
        var room = getWidth() - Minimap.WIDTH - zoomWidth - 4 * MARGIN;
        var legendWidth = Math.ceil(legend.prefWidth(-1));
        minimap.setVisible(!model.isEmpty() && getHeight() >= 3 * Minimap.HEIGHT);
        legend.setVisible(legendWidth <= room && !model.isEmpty());
        legend.resizeRelocate(2 * MARGIN + Minimap.WIDTH, bottom - 28, legendWidth, 28);
        zoomBox.resizeRelocate(getWidth() - MARGIN - zoomWidth, bottom - 28, zoomWidth, 28);
        var findWidth = Math.min(FindBar.WIDTH, getWidth() - 2 * MARGIN);
        find.resizeRelocate(getWidth() - MARGIN - findWidth, MARGIN, findWidth, FindBar.HEIGHT);
        tints();
    }

    /** Above what is selected, where that is notes and frames only. */
    private void tints() {
        if (tints == null) return;
        var ids = model.selection().boxes();
        var area = model.extent(ids);
        var shown = area.isPresent() && ids.stream().allMatch(id -> Mark.of(id).isPresent());
        tints.setVisible(shown);
        if (!shown) return;
        var corner = toView(new Point2D(area.get().getMinX(), area.get().getMinY()));
        var width = Math.ceil(tints.prefWidth(-1));
        tints.resizeRelocate(
                Math.clamp(corner.getX(), MARGIN, Math.max(MARGIN, getWidth() - width - MARGIN)),
                Math.max(MARGIN, corner.getY() - TintBar.HEIGHT - 8),
                width,
                TintBar.HEIGHT);
    }
}
