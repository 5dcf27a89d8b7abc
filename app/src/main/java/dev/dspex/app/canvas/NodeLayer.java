package dev.dspex.app.canvas;

import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The near nodes as Regions. Only nodes in view are in the scene; those made once are kept for the
 * next time.
 */
final class NodeLayer extends Pane {
    private static final int KEPT = 400;

    private final CanvasModel model;
    private final Group world;
    private final Map<String, NodeView> views = new HashMap<>();

    /**
     * @param world moved and scaled by the view
     */
    NodeLayer(CanvasModel model, Group world) {
        super(world);
        this.model = model;
        this.world = world;
        setPickOnBounds(false);
    }

    /** Marks the ports where a link on its way could end; null ends it. */
    void showFits(@Nullable Predicate<PortHit> fits) {
        views.values().forEach(node -> node.markPorts(fits));
    }

    /** Another program: views of boxes that changed are made anew. */
    void rebuilt() {
        views.entrySet()
                .removeIf(
                        entry -> {
                            var box = model.box(entry.getKey()).orElse(null);
                            var stays = entry.getValue().box().equals(box);
                            if (!stays) world.getChildren().remove(entry.getValue());
                            else show(entry.getValue());
                            return !stays;
                        });
    }

    void statusChanged(String id) {
        var shown = views.get(id);
        if (shown != null) show(shown);
    }

    /** What is wrong with the nodes changed. */
    void problemsChanged() {
        views.values().forEach(this::show);
    }

    /**
     * @param current the box that has the keyboard, null for none
     */
    void select(@Nullable String current) {
        views.forEach(
                (id, node) -> node.setSelected(model.selection().contains(id), id.equals(current)));
    }

    /** Regions for what is seen, none for the rest. */
    void cull(Rectangle2D seen) {
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
        show(node);
        node.setSelected(model.selection().contains(box.id()), false);
        views.put(box.id(), node);
        return node;
    }

    private void show(NodeView node) {
        var id = node.box().id();
        node.show(model.status(id), model.problem(id).orElse(null));
    }
}
