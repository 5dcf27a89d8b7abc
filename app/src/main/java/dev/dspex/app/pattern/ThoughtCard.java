package dev.dspex.app.pattern;

import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.StateShape;
import dev.dspex.program.ModuleKind;

import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Draws one thought: its shape, text and value, and below why it stands as it does. */
final class ThoughtCard {
    /** Colours and fonts of the view that is drawn on. */
    record Palette(
            Function<Paints, Color> colors,
            DoubleFunction<Font> monoFont,
            DoubleFunction<Font> interFont) {
        Color color(Paints paint) {
            return colors.apply(paint);
        }

        Font mono() {
            return monoFont.apply(12.5);
        }

        Font inter() {
            return interFont.apply(11.5);
        }
    }

    private record Cut(String text, Font font, int room) {}

    private static final double ARC = 16;
    private static final double BAR = 40;

    /** Room of a value. */
    private static final double SCORE = 32;

    private static final int KEPT_CUTS = 4000;

    private final Map<Cut, String> cuts = new HashMap<>();

    void draw(
            GraphicsContext g,
            Palette palette,
            Rectangle2D at,
            ModuleKind kind,
            Thought thought,
            boolean selected) {
        var dropped = thought.standing().dropped();
        var faint = dropped || thought.standing() == Standing.WAITING;
        frame(g, palette, at, thought, selected);
        shape(g, palette, thought.standing().shape(), at.getMinX() + 10, at.getMinY() + 9);
        g.setFill(palette.color(faint ? Paints.MUTED : Paints.STRONG));
        var title = Wording.title(kind, thought);
        double left = at.getMinX() + 32;
        double room = at.getMaxX() - 10 - left;
        write(g, palette.mono(), cut(title, palette.mono(), room), left, at.getMinY() + 22, false);
        double right = value(g, palette, at, kind, thought);
        g.setFill(palette.color(Paints.MUTED));
        var line = cut(Wording.line(kind, thought), palette.inter(), right - at.getMinX() - 18);
        write(g, palette.inter(), line, at.getMinX() + 10, at.getMinY() + 43, false);
    }

    /**
     * Its value at the right, with a bar where it counts; returns where what stands left may end.
     */
    private static double value(
            GraphicsContext g, Palette palette, Rectangle2D at, ModuleKind kind, Thought thought) {
        var score = thought.score();
        double right = at.getMaxX() - 10;
        if (score == null) return right;
        var dropped = thought.standing().dropped();
        if (!dropped && kind != ModuleKind.CONSENSUS) {
            bar(g, palette, at, score);
            right -= BAR + 8;
        }
        g.setFill(palette.color(dropped ? Paints.MUTED : Paints.FG));
        write(g, palette.mono(), Wording.score(score), right, at.getMinY() + 43, true);
        return right - SCORE;
    }

    /** The input that the pattern began with. */
    void root(GraphicsContext g, Palette palette, Rectangle2D at, PatternCall call) {
        var state = call.error() != null ? RunState.ERROR : ended(call);
        g.setFill(palette.color(Paints.CARD));
        g.fillRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
        g.setStroke(palette.color(Paints.ACCENT));
        g.setLineWidth(1);
        g.strokeRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
        shape(g, palette, state, at.getMinX() + 10, at.getMinY() + 9);
        g.setFill(palette.color(Paints.STRONG));
        double room = at.getWidth() - 42;
        write(
                g,
                palette.mono(),
                cut(Wording.input(call), palette.mono(), room),
                at.getMinX() + 32,
                at.getMinY() + 22,
                false);
        g.setFill(palette.color(Paints.MUTED));
        write(
                g,
                palette.inter(),
                Wording.calls(call.calls()),
                at.getMinX() + 10,
                at.getMinY() + 43,
                false);
    }

    private static RunState ended(PatternCall call) {
        if (call.running()) return RunState.RUNNING;
        return call.outputs().isNull() ? RunState.PAUSED : RunState.OK;
    }

    /** So small that only shape and colour can be told. */
    void block(
            GraphicsContext g, Palette palette, Rectangle2D at, Thought thought, boolean selected) {
        var state = thought.standing().shape();
        g.setFill(palette.color(Paints.of(state)));
        g.fillRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
        if (!selected && !thought.onPath()) return;
        g.setStroke(palette.color(selected ? Paints.ACCENT_FILL : Paints.ACCENT));
        g.setLineWidth(selected ? 10 : 6);
        g.strokeRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
    }

    private static void frame(
            GraphicsContext g, Palette palette, Rectangle2D at, Thought thought, boolean selected) {
        g.setFill(palette.color(Paints.CARD));
        g.fillRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
        var standing = thought.standing();
        var strong = selected || thought.onPath() || standing == Standing.ASKED;
        g.setStroke(
                palette.color(
                        selected
                                ? Paints.ACCENT_FILL
                                : standing == Standing.FAILED
                                        ? Paints.ERROR
                                        : strong ? Paints.ACCENT : Paints.BORDER));
        g.setLineWidth(selected ? 2 : 1);
        if (standing.dropped() || standing == Standing.WAITING) g.setLineDashes(3, 3);
        g.strokeRoundRect(at.getMinX(), at.getMinY(), at.getWidth(), at.getHeight(), ARC, ARC);
        g.setLineDashes();
    }

    private static void bar(GraphicsContext g, Palette palette, Rectangle2D at, double score) {
        double x = at.getMaxX() - 10 - BAR;
        double y = at.getMinY() + 37;
        g.setFill(palette.color(Paints.NEUTRAL_MUTED));
        g.fillRoundRect(x, y, BAR, 4, 4, 4);
        g.setFill(palette.color(Paints.ACCENT));
        g.fillRoundRect(x, y, BAR * Math.clamp(score, 0, 1), 4, 4, 4);
    }

    private static void shape(
            GraphicsContext g, Palette palette, RunState state, double x, double y) {
        var colour = palette.color(Paints.of(state));
        StateShape.draw(g, state, x, y, 1, colour, Color.WHITE, state.solid());
    }

    private static void write(
            GraphicsContext g, Font font, String text, double x, double y, boolean fromRight) {
        g.setFont(font);
        g.setTextBaseline(VPos.BASELINE);
        g.setTextAlign(fromRight ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(text, x, y);
    }

    /** The text, cut to its room; measured once. */
    private String cut(String text, Font font, double room) {
        if (cuts.size() > KEPT_CUTS) cuts.clear();
        return cuts.computeIfAbsent(new Cut(text, font, (int) room), ThoughtCard::measured);
    }

    private static String measured(Cut cut) {
        var probe = new Text();
        probe.setFont(cut.font());
        int fits = 0;
        int most = Math.min(cut.text().length(), 200);
        if (width(probe, cut.text().substring(0, most)) <= cut.room()
                && most == cut.text().length()) return cut.text();
        for (int low = 1, high = most; low <= high; ) {
            int middle = (low + high) / 2;
            if (width(probe, cut.text().substring(0, middle) + "…") <= cut.room()) {
                fits = middle;
                low = middle + 1;
            } else high = middle - 1;
        }
        return fits == 0 ? "" : cut.text().substring(0, fits).strip() + "…";
    }

    private static double width(Text probe, String text) {
        probe.setText(text);
        return probe.getLayoutBounds().getWidth();
    }
}
