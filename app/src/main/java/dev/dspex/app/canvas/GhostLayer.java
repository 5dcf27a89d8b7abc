package dev.dspex.app.canvas;

import dev.dspex.app.kit.Labels;
import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;
import dev.dspex.app.kit.Viewport;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

/** Draws what a drag is about to do, above the nodes, with the reason where it cannot. */
final class GhostLayer extends Pane {
    private final Viewport view;
    private final Drawing drawing = new Drawing();
    private final Label reason = Labels.label("", "ghost-reason");
    private final Label told = Labels.label("", "ghost-told");
    private @Nullable Ghost ghost;

    GhostLayer(Viewport view) {
        this.view = view;
        setMouseTransparent(true);
        setManaged(false);
        reason.setVisible(false);
        reason.setId("link-reason");
        told.setVisible(false);
        told.setId("told");
        getChildren().addAll(drawing, reason, told);
    }

    /** Why something cannot be done, until the person does something else; empty for nothing. */
    void tell(String words) {
        told.setText(words);
        told.setVisible(!words.isEmpty());
        requestLayout();
    }

    void show(@Nullable Ghost shown) {
        ghost = shown;
        var text = shown instanceof Ghost.Link link ? link.refused() : null;
        reason.setVisible(text != null);
        reason.setText(text == null ? "" : text);
        drawing.redraw();
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        drawing.resizeRelocate(0, 0, getWidth(), getHeight());
        told.autosize();
        told.relocate((getWidth() - told.getWidth()) / 2, 12);
        if (!(ghost instanceof Ghost.Link link)) return;
        var x = link.to().getX() * view.zoom() + view.x() + 16;
        var y = link.to().getY() * view.zoom() + view.y() + 12;
        reason.autosize();
        reason.relocate(
                Math.max(8, Math.min(x, getWidth() - reason.getWidth() - 8)),
                Math.max(8, Math.min(y, getHeight() - reason.getHeight() - 8)));
    }

    private final class Drawing extends ThemedCanvas {
        @Override
        protected void draw(GraphicsContext g, double w, double h) {
            g.translate(view.x(), view.y());
            g.scale(view.zoom(), view.zoom());
            switch (ghost) {
                case Ghost.Marquee(var area) -> {
                    g.setFill(color(Paints.ACCENT, 0.12));
                    g.fillRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
                    g.setStroke(color(Paints.ACCENT));
                    g.setLineWidth(1 / view.zoom());
                    g.strokeRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
                }
                case Ghost.Link link -> link(g, link);
                case null -> {}
            }
        }

        private void link(GraphicsContext g, Ghost.Link link) {
            g.setStroke(color(link.refused() == null ? Paints.ACCENT : Paints.ERROR));
            g.setLineWidth(2 / Math.min(1, view.zoom()));
            if (link.refused() != null) g.setLineDashes(6, 4);
            var reach = Math.max(24, Math.abs(link.to().getX() - link.from().getX()) / 2);
            g.beginPath();
            g.moveTo(link.from().getX(), link.from().getY());
            g.bezierCurveTo(
                    link.from().getX() + reach,
                    link.from().getY(),
                    link.to().getX() - reach,
                    link.to().getY(),
                    link.to().getX(),
                    link.to().getY());
            g.stroke();
        }
    }
}
