package dev.dspex.app.shell;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.ThemedCanvas;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;

import java.util.List;

/** A program as a small drawing: boxes with a bar for the title, links as curves. */
public final class MiniGraph extends ThemedCanvas {
    /** A box at its place in canvas units; one that asks an LM is drawn in the accent colour. */
    public record Spot(Rectangle2D at, boolean lm) {}

    /** A link between two spots, by index. */
    public record Edge(int from, int to) {}

    public record Drawing(List<Spot> spots, List<Edge> edges) {
        public static final Drawing NONE = new Drawing(List.of(), List.of());
    }

    private static final double MARGIN = 16;

    private final Drawing drawing;

    public MiniGraph(Drawing drawing) {
        this.drawing = drawing;
        setMinHeight(96);
        setMaxHeight(96);
        setMouseTransparent(true);
    }

    @Override
    protected void draw(GraphicsContext g, double w, double h) {
        var spots = drawing.spots();
        if (spots.isEmpty()) return;
        var left = spots.stream().mapToDouble(s -> s.at().getMinX()).min().orElse(0);
        var top = spots.stream().mapToDouble(s -> s.at().getMinY()).min().orElse(0);
        var right = spots.stream().mapToDouble(s -> s.at().getMaxX()).max().orElse(1);
        var bottom = spots.stream().mapToDouble(s -> s.at().getMaxY()).max().orElse(1);
        var scale = Math.min((w - 2 * MARGIN) / (right - left), (h - 2 * MARGIN) / (bottom - top));
        g.translate((w - (right - left) * scale) / 2, (h - (bottom - top) * scale) / 2);
        g.setLineWidth(1.2);
        g.setStroke(color(Paints.SUBTLE));
        for (var edge : drawing.edges()) {
            var from = spots.get(edge.from()).at();
            var to = spots.get(edge.to()).at();
            double x1 = (from.getMaxX() - left) * scale, y1 = (middle(from) - top) * scale;
            double x2 = (to.getMinX() - left) * scale, y2 = (middle(to) - top) * scale;
            var d = Math.max(6, (x2 - x1) / 2);
            g.beginPath();
            g.moveTo(x1, y1);
            g.bezierCurveTo(x1 + d, y1, x2 - d, y2, x2, y2);
            g.stroke();
        }
        for (var spot : spots) box(g, spot, left, top, scale);
    }

    private void box(GraphicsContext g, Spot spot, double left, double top, double scale) {
        var x = Math.rint((spot.at().getMinX() - left) * scale);
        var w = Math.rint(spot.at().getWidth() * scale);
        var h = Math.clamp(Math.rint(spot.at().getHeight() * scale), 14, 40);
        var y = Math.rint((middle(spot.at()) - top) * scale - h / 2);
        g.setFill(color(Paints.GROUND));
        g.fillRoundRect(x, y, w, h, 6, 6);
        g.setStroke(color(spot.lm() ? Paints.ACCENT : Paints.BORDER));
        g.setLineWidth(spot.lm() ? 1.5 : 1);
        g.strokeRoundRect(x + 0.5, y + 0.5, w - 1, h - 1, 6, 6);
        g.setFill(color(spot.lm() ? Paints.ACCENT : Paints.SUBTLE, spot.lm() ? 0.9 : 0.7));
        g.fillRoundRect(x + 6, y + h / 2 - 2, Math.max(4, w - 14), 4, 4, 4);
    }

    private static double middle(Rectangle2D r) {
        return r.getMinY() + r.getHeight() / 2;
    }
}
