package dev.dspex.app.canvas;

import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The near nodes as Regions. They are made when they come into view, and kept for the next time.
 */
final class NodeLayer extends Pane {
    private static final int KEPT = 400;
    private static final double AHEAD = 320;

    private final CanvasModel model;
    private final Group world;
    private final Map<String, NodeView> views = new HashMap<>();
    private final Set<String> pending = new HashSet<>();

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

    /**
     * Regions for what is seen. Those out of view stay in the scene up to a number, as a Region
     * that comes back costs as much as a new one.
     *
     * @param most how many may be made; the others in view are {@link #pending}
     * @param still whether there is time to make one that lies just outside
     * @return whether something is left to make
     */
    boolean cull(Rectangle2D seen, int most, boolean still) {
        pending.clear();
        var near =
                new Rectangle2D(
                        seen.getMinX() - AHEAD,
                        seen.getMinY() - AHEAD,
                        seen.getWidth() + 2 * AHEAD,
                        seen.getHeight() + 2 * AHEAD);
        var ahead = new ArrayList<Box>();
        var made = 0;
        for (var box : model.boxes()) {
            var at = model.bounds(box);
            var node = views.get(box.id());
            if (node != null) {
                if (views.size() > KEPT && !at.intersects(near)) drop(node);
                else node.relocate(at.getMinX(), at.getMinY());
            } else if (at.intersects(seen)) {
                if (made++ < most) make(box, at);
                else pending.add(box.id());
            } else if (at.intersects(near)) {
                ahead.add(box);
            }
        }
        if (still && made == 0 && !ahead.isEmpty()) {
            var next = ahead.removeFirst();
            make(next, model.bounds(next));
        }
        return !pending.isEmpty() || !ahead.isEmpty();
    }

    private void drop(NodeView node) {
        world.getChildren().remove(node);
        views.remove(node.box().id());
    }

    /** Boxes in view that have no Region yet. */
    Set<String> pending() {
        return pending;
    }

    private void make(Box box, Rectangle2D at) {
        var node = new NodeView(box);
        show(node);
        node.setSelected(model.selection().contains(box.id()), false);
        node.relocate(at.getMinX(), at.getMinY());
        views.put(box.id(), node);
        world.getChildren().add(node);
    }

    private void show(NodeView node) {
        var id = node.box().id();
        node.show(model.status(id), model.problem(id).orElse(null));
        node.showDriven(model.driven(id));
    }
}
