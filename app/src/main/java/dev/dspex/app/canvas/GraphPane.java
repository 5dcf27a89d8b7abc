package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Viewport;
import dev.dspex.edit.Fix;
import dev.dspex.edit.Mark;
import dev.dspex.program.Problem;

import javafx.animation.AnimationTimer;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.transform.Scale;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The graph itself, in layers: frames, links and far nodes on one Canvas, near nodes and notes as
 * Regions; minimap, legend and zoom on top.
 */
final class GraphPane extends Region {
    private static final int FRAMES_A_NEW = 4;
    private static final int STILL = 6;

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
    private final Overlays overlays;
    private final CanvasGestures gestures;
    private final @Nullable CanvasEditor editor;
    private final @Nullable GraphPopups popups;
    private Consumer<String> opened = _ -> {};
    private boolean keyboard;
    private boolean culled;
    private boolean whole = true;
    private int moving;
    private int still;
    private final AnimationTimer later =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    // A hand that drags tells of its way less often than frames are drawn.
                    still = culled ? still + 1 : 0;
                    if (still >= STILL) moving = 0;
                    culled = false;
                    requestLayout();
                }
            };

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
        camera = new Camera(this, model, view);
        frames = new MarkLayer(model, Mark.Sort.FRAME);
        nodes = new NodeLayer(model, world);
        links = new LinkLayer(model, view, nodes.pending());
        notes = new MarkLayer(model, Mark.Sort.NOTE);
        overlays = new Overlays(this, view);
        world.getTransforms().add(scale);
        getChildren().addAll(frames, links, nodes, notes, ghosts);
        getChildren().addAll(overlays.regions());
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
        new PaletteDrops(this);
        describe("");
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

    /** Adds what was chosen there and takes the keyboard; nothing where it is only shown. */
    void add(Addition addition, Point2D at) {
        if (popups == null) return;
        requestFocus();
        popups.add(addition, at, Optional.empty());
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
        overlays.find();
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

    void pan(double dx, double dy) {
        camera.touched();
        view.pan(dx, dy);
    }

    /** From now on the view stays where the person puts it. */
    void touched() {
        camera.touched();
    }

    /** Brings a box into view if it is not. */
    void reveal(String id) {
        camera.reveal(id);
    }

    private void place() {
        world.setTranslateX(view.x());
        world.setTranslateY(view.y());
        scale.setX(view.zoom());
        scale.setY(view.zoom());
        nodes.setVisible(view.detailed());
        frames.place(view);
        notes.place(view);
        overlays.follow();
        culled = false;
        moving++;
        requestLayout();
    }

    private void moved() {
        whole = true;
        links.reroute();
        frames.moved();
        notes.moved();
        overlays.redraw();
        place();
    }

    private void statusChanged(String id) {
        nodes.statusChanged(id);
        links.redraw();
        overlays.redraw();
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
        if (!culled) cull();
        for (var layer : List.of(frames, links, nodes, notes, ghosts))
            layer.resizeRelocate(0, 0, getWidth(), getHeight());
        overlays.layout(getWidth(), getHeight());
    }

    /** While the view moves, Regions are made now and then: what is still to come is drawn. */
    private void cull() {
        culled = true;
        var more = false;
        if (view.detailed()) {
            var before = nodes.pending().size();
            var most = whole ? Integer.MAX_VALUE : moving % FRAMES_A_NEW == 0 ? 1 : 0;
            more = nodes.cull(camera.visible(), most, moving == 0);
            whole = false;
            if (nodes.pending().size() != before) links.redraw();
        } else nodes.pending().clear();
        if (more) later.start();
        else later.stop();
    }
}
