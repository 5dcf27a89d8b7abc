package dev.dspex.app.canvas;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateShape;
import dev.dspex.app.kit.Viewport;
import dev.dspex.app.theme.Fonts;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.util.HashMap;
import java.util.Map;

/**
 * Nodes drawn small: title and state, or only a block in the colour of the state. Text keeps its
 * size.
 */
final class FarNodes {
    private static final double TEXT = 12;

    /** A box at its place. */
    record Far(Box box, Rectangle2D at, RunState state, boolean selected) {}

    private final Map<String, Double> widths = new HashMap<>();
    private final Font font = Fonts.interSemi(TEXT);

    void draw(LinkLayer layer, GraphicsContext g, Far node, Viewport view) {
        var zoom = view.zoom();
        var at = node.at();
        var block = view.blocks();
        var arc = 2 * node.box().look().corner();
        g.setFill(
                layer.paint(
                        block && node.state() != RunState.IDLE
                                ? Paints.of(node.state())
                                : Paints.CARD));
        g.fillRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), arc, arc);
        g.setStroke(layer.paint(outline(node)));
        g.setLineWidth((node.selected() ? 2 : 1) / zoom);
        g.strokeRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), arc, arc);
        if (block) {
            var size = Math.min(at.getWidth(), at.getHeight()) * zoom * 0.6;
            if (size < 8) return;
            var scale = size / 16 / zoom;
            var ink =
                    node.state() == RunState.IDLE
                            ? layer.paint(Paints.SUBTLE)
                            : layer.paint(Paints.GROUND);
            StateShape.draw(
                    g,
                    node.state(),
                    centre(at.getMinX(), at.getMaxX(), scale),
                    centre(at.getMinY(), at.getMaxY(), scale),
                    scale,
                    ink,
                    ink,
                    false);
            return;
        }
        g.setFill(layer.paint(Paints.STRONG));
        g.setFont(Fonts.interSemi(TEXT / zoom));
        var room = at.getWidth() * zoom - 40;
        g.fillText(
                cut(node.box().title(), room), at.getMinX() + 10 / zoom, at.getMinY() + 17 / zoom);
        var colour = layer.paint(Paints.of(node.state()));
        StateShape.draw(
                g,
                node.state(),
                at.getMaxX() - 22 / zoom,
                at.getMinY() + 5 / zoom,
                1 / zoom,
                colour,
                Color.WHITE,
                node.state().solid());
    }

    private static Paints outline(Far node) {
        if (node.selected()) return Paints.ACCENT_FILL;
        return switch (node.state()) {
            case RUNNING -> Paints.ACCENT;
            case ERROR -> Paints.ERROR;
            default -> Paints.BORDER;
        };
    }

    private static double centre(double from, double to, double scale) {
        return (from + to) / 2 - 8 * scale;
    }

    private String cut(String text, double room) {
        if (width(text) <= room) return text;
        for (var n = text.length() - 1; n > 0; n--) {
            var shorter = text.substring(0, n).strip() + "…";
            if (width(shorter) <= room) return shorter;
        }
        return "";
    }

    private double width(String text) {
        return widths.computeIfAbsent(
                text,
                t -> {
                    var probe = new Text(t);
                    probe.setFont(font);
                    return probe.getLayoutBounds().getWidth();
                });
    }
}
