package dev.dspex.app.pattern;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;
import dev.dspex.app.kit.Viewport;
import dev.dspex.program.ModuleKind;

import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import java.util.Map;
import java.util.Optional;

/**
 * The tree of thoughts on one Canvas: whatever is in view is drawn anew at each change. It keeps
 * fitting its window until the person has moved it. JavaFX thread only.
 */
final class ThoughtCanvas extends ThemedCanvas {
    private static final double GRID = 16;
    private static final double MARGIN = 32;
    private static final double LEGEND = 40;

    private final Shown shown;
    private final Viewport view = new Viewport();
    private final ThoughtCard cards = new ThoughtCard();
    private boolean touched;

    ThoughtCanvas(Shown shown) {
        this.shown = shown;
        setId("thoughts");
        getStyleClass().add("graph");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(0, 0);
        view.onChange(this::redraw);
        focusedProperty().subscribe(this::redraw);
        shown.onChange(this::changed);
        changed();
    }

    Viewport view() {
        return view;
    }

    /** From now on the view stays where the person puts it. */
    void touched() {
        touched = true;
    }

    void fit() {
        touched = false;
        redraw();
    }

    void zoomBy(double factor) {
        touched = true;
        view.zoomAt(getWidth() / 2, getHeight() / 2, factor);
    }

    /** Brings what is selected into view. */
    void reveal() {
        shown.selected()
                .map(one -> shown.layout().cards().get(one.number()))
                .filter(card -> !view.visible(getWidth(), getHeight()).contains(card))
                .ifPresent(
                        card -> {
                            touched = true;
                            view.set(
                                    getWidth() / 2
                                            - (card.getMinX() + card.getMaxX()) / 2 * view.zoom(),
                                    getHeight() / 2
                                            - (card.getMinY() + card.getMaxY()) / 2 * view.zoom(),
                                    view.zoom());
                        });
    }

    /** The thought at a place of the view; 0 is the input. */
    Optional<Integer> at(double x, double y) {
        var point = view.toWorld(x, y);
        return shown.layout().cards().entrySet().stream()
                .filter(e -> e.getValue().contains(point))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private ModuleKind kind() {
        return shown.call().map(PatternCall::kind).orElse(ModuleKind.TREE_OF_THOUGHTS);
    }

    private void changed() {
        setAccessibleText(
                shown.selected()
                        .map(one -> Wording.whole(kind(), one))
                        .orElseGet(
                                () ->
                                        text(
                                                "pattern.tree.summary",
                                                Figures.count(shown.tree().thoughts().size()),
                                                Figures.count(shown.layout().levels().size()))));
        redraw();
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        var layout = shown.layout();
        if (!touched) fit(layout.extent(), width, height);
        g.setLineCap(StrokeLineCap.BUTT);
        dots(g, width, height);
        levels(g, layout, width);
        g.save();
        g.translate(view.x(), view.y());
        g.scale(view.zoom(), view.zoom());
        var seen = view.visible(width, height);
        for (var path : new boolean[] {false, true})
            for (var thought : shown.tree().thoughts())
                if (thought.onPath() == path) link(g, layout, seen, thought);
        var palette = new ThoughtCard.Palette(this::color, this::mono, this::inter);
        shown.call()
                .ifPresent(
                        call -> {
                            var root = layout.cards().get(0);
                            if (root != null && root.intersects(seen))
                                cards.root(g, palette, root, call);
                        });
        for (var thought : shown.tree().thoughts()) {
            var card = layout.cards().get(thought.number());
            if (card == null || !card.intersects(seen)) continue;
            var selected = shown.selected().filter(thought::equals).isPresent();
            if (view.blocks()) cards.block(g, palette, card, thought, selected);
            else cards.draw(g, palette, card, kind(), thought, selected);
        }
        g.restore();
        if (isFocused()) focusRing(g, width, height);
    }

    private void fit(Rectangle2D extent, double width, double height) {
        double room =
                Math.min(
                        (width - 2 * MARGIN) / extent.getWidth(),
                        (height - MARGIN - LEGEND - 16) / extent.getHeight());
        double zoom = Math.clamp(room, Viewport.MIN, 1);
        var fitted = new Viewport();
        fitted.set((width - extent.getWidth() * zoom) / 2 - extent.getMinX() * zoom, MARGIN, zoom);
        if (fitted.x() != view.x() || fitted.y() != view.y() || fitted.zoom() != view.zoom())
            view.set(fitted.x(), fitted.y(), fitted.zoom());
    }

    private void dots(GraphicsContext g, double width, double height) {
        double step = GRID * view.zoom();
        if (step < 8) return;
        g.setFill(color(Paints.DOT));
        for (double x = Math.floorMod((long) view.x(), (long) step); x < width; x += step)
            for (double y = Math.floorMod((long) view.y(), (long) step); y < height; y += step)
                g.fillRect(Math.rint(x), Math.rint(y), 1, 1);
    }

    /** A line above each layer, with what it is. */
    private void levels(GraphicsContext g, ThoughtLayout layout, double width) {
        g.setLineWidth(1);
        g.setFont(inter(12));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.BASELINE);
        for (int i = 0; i < layout.levels().size(); i++) {
            var level = layout.levels().get(i);
            if (level.isEmpty()) continue;
            double top = view.y() + (layout.tops().get(i) - 28) * view.zoom();
            g.setStroke(color(Paints.GRID));
            g.strokeLine(16, crisp(top), width - 16, crisp(top));
            if (view.blocks()) continue;
            g.setFill(color(Paints.MUTED));
            g.fillText(Wording.level(kind(), level), 16, Math.rint(top - 6));
        }
    }

    private void link(GraphicsContext g, ThoughtLayout layout, Rectangle2D seen, Thought thought) {
        var from = layout.cards().get(thought.parent());
        var to = layout.cards().get(thought.number());
        if (from == null || to == null) return;
        var start = new Point2D((from.getMinX() + from.getMaxX()) / 2, from.getMaxY());
        var end = new Point2D((to.getMinX() + to.getMaxX()) / 2, to.getMinY());
        var left = Math.min(start.getX(), end.getX());
        var box =
                new Rectangle2D(
                        left - 1,
                        start.getY(),
                        Math.abs(start.getX() - end.getX()) + 2,
                        Math.max(1, end.getY() - start.getY()));
        if (!box.intersects(seen)) return;
        g.setStroke(color(thought.onPath() ? Paints.ACCENT : Paints.SUBTLE));
        g.setLineWidth(thought.onPath() ? 2.5 : 1.25);
        if (thought.standing().dropped()) g.setLineDashes(4, 4);
        double bend = (end.getY() - start.getY()) * 0.6;
        g.beginPath();
        g.moveTo(start.getX(), start.getY());
        g.bezierCurveTo(
                start.getX(),
                start.getY() + bend,
                end.getX(),
                end.getY() - bend,
                end.getX(),
                end.getY());
        g.stroke();
        g.setLineDashes();
    }

    private void focusRing(GraphicsContext g, double width, double height) {
        g.setLineWidth(2);
        g.setStroke(color(Paints.ACCENT_FILL));
        g.strokeRoundRect(1, 1, width - 2, height - 2, 10, 10);
    }
}
