package dev.dspex.app.canvas;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Fields;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** What opens over the graph, one at a time: quick-add, and the field that renames a box. */
final class GraphPopups {
    private static final double MARGIN = 8;
    private static final double RENAME_WIDTH = 160;
    private static final double RENAME_HEIGHT = 32;

    private final GraphPane pane;
    private final CanvasEditor editor;
    private @Nullable Region shown;

    GraphPopups(GraphPane pane, CanvasEditor editor) {
        this.pane = pane;
        this.editor = editor;
    }

    /**
     * Offers what can be added.
     *
     * @param link the port that it is to be linked with
     */
    void quickAdd(Point2D at, Optional<PortHit> link) {
        var offered = editor.additions(link);
        var list =
                new QuickAdd(
                        offered,
                        editor.recent(offered),
                        addition -> editor.add(addition, placeFor(at, link), link),
                        this::closeByKey);
        list.resize(QuickAdd.WIDTH, QuickAdd.HEIGHT);
        open(list, at);
        list.takeKeyboard(this::close);
    }

    /** So that the new link is straight: a box that is fed stands right of the place. */
    private static Point2D placeFor(Point2D at, Optional<PortHit> link) {
        if (link.isEmpty()) return at;
        var top = Metrics.HEADER + Metrics.MODULE + Metrics.ROW;
        return link.get().input() ? at.subtract(Metrics.MAX_WIDTH - 32, top) : at.subtract(0, top);
    }

    /** A field in the place of the title of a box; Enter renames, Esc and leaving it do not. */
    void rename(Box box) {
        var field = Fields.text(box.title(), text("canvas.edit.rename"));
        field.setId("rename");
        field.setOnAction(
                _ -> {
                    closeByKey();
                    editor.retitle(box.id(), field.getText());
                });
        field.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) closeByKey();
                });
        var at = pane.model().bounds(box);
        field.resize(Math.max(RENAME_WIDTH, at.getWidth() * pane.zoom()), RENAME_HEIGHT);
        open(field, new Point2D(at.getMinX(), at.getMinY()));
        field.requestFocus();
        field.selectAll();
        whenLeft(field, this::close);
    }

    /** Runs once the keyboard has gone elsewhere. */
    static void whenLeft(Node field, Runnable then) {
        field.focusedProperty()
                .addListener(
                        (_, had, has) -> {
                            if (had && !has) then.run();
                        });
    }

    private void open(Region popup, Point2D at) {
        close();
        shown = popup;
        popup.setManaged(false);
        var place = pane.toView(at);
        popup.relocate(
                within(place.getX(), pane.getWidth() - popup.getWidth()),
                within(place.getY(), pane.getHeight() - popup.getHeight()));
        pane.show(popup);
    }

    private static double within(double v, double most) {
        return Math.max(MARGIN, Math.min(v, most - MARGIN));
    }

    /** The keyboard goes back to the graph. */
    private void closeByKey() {
        pane.requestFocus();
        close();
    }

    private void close() {
        var popup = shown;
        if (popup == null) return;
        shown = null;
        pane.hide(popup);
    }
}
