package dev.dspex.app.optimize;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.kit.Figures;
import dev.dspex.app.kit.Paints;
import dev.dspex.app.kit.RunState;
import dev.dspex.app.kit.ThemedCanvas;
import dev.dspex.event.RunEvent.CandidateStatus;
import dev.dspex.optimize.LineageLayout;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who came from whom: the way to the best one in accent, merges dashed. Arrow keys walk, a click
 * selects.
 */
final class LineageView extends ThemedCanvas {
    private static final double HIGH = 24;
    private static final double WIDEST = 96;
    private static final double NARROWEST = 52;
    private static final double SCORE_FITS = 78;
    private static final double LAYER = 60;
    private static final double EDGE = 12;
    private static final double SEED = 62;

    private final StudyModel model;
    private final Consumer<String> selected;
    private LineageLayout layout = LineageLayout.of(new LinkedHashMap<>());
    private List<StudyCandidate> candidates = List.of();
    private Set<String> way = Set.of();
    private String current = "";

    LineageView(StudyModel model, Consumer<String> selected) {
        this.model = model;
        this.selected = selected;
        setId("lineage");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        focusedProperty().subscribe(this::redraw);
    }

    Supplier<Runnable> look() {
        var all = model.candidates();
        var best = model.best();
        return () -> {
            var parents = StudyCandidate.parents(all);
            var placed = LineageLayout.of(parents);
            var up = best.map(b -> LineageLayout.wayUp(b.id(), parents)).orElse(Set.of());
            return () -> show(all, placed, up);
        };
    }

    private void show(List<StudyCandidate> all, LineageLayout placed, Set<String> up) {
        candidates = all;
        layout = placed;
        way = up;
        setMinSize(layout.width() * NARROWEST + 2 * EDGE, layout.layers() * LAYER + 2 * EDGE);
        setAccessibleText(
                text(
                        "optimize.lineage.summary",
                        Figures.count(candidates.size()),
                        Figures.count(layout.layers())));
        redraw();
    }

    void select(String id) {
        if (id.equals(current)) return;
        current = id;
        redraw();
    }

    /** As wide as there is room for, between what an id needs and what a score needs too. */
    private double column() {
        return Math.clamp((getWidth() - 2 * EDGE) / Math.max(1, layout.width()), NARROWEST, WIDEST);
    }

    private double box() {
        return column() - 8;
    }

    private double left() {
        return Math.max(EDGE, (getWidth() - layout.width() * column()) / 2);
    }

    private double x(String id) {
        return left() + (place(id).x() + 0.5) * column();
    }

    private double y(String id) {
        return EDGE + place(id).layer() * LAYER + HIGH / 2;
    }

    private LineageLayout.Place place(String id) {
        return layout.places().getOrDefault(id, new LineageLayout.Place(0, 0));
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        g.setLineCap(StrokeLineCap.BUTT);
        for (var edge : layout.edges()) {
            if (!onWay(edge)) edge(g, edge);
        }
        for (var edge : layout.edges()) {
            if (onWay(edge)) edge(g, edge);
        }
        for (var candidate : candidates) box(g, candidate);
    }

    private boolean onWay(LineageLayout.Edge edge) {
        return !edge.merge() && way.contains(edge.child()) && way.contains(edge.parent());
    }

    private void edge(GraphicsContext g, LineageLayout.Edge edge) {
        double x1 = Math.rint(x(edge.parent()));
        double y1 = y(edge.parent()) + HIGH / 2;
        double x2 = Math.rint(x(edge.child()));
        double y2 = y(edge.child()) - HIGH / 2;
        boolean way = onWay(edge);
        g.setStroke(
                edge.merge()
                        ? color(Paints.SERIES_4)
                        : way ? color(Paints.SERIES_1) : color(Paints.SUBTLE));
        g.setLineWidth(way ? 2.5 : 1.25);
        if (edge.merge()) g.setLineDashes(4, 3);
        else g.setLineDashes();
        double middle = (y1 + y2) / 2;
        g.beginPath();
        g.moveTo(x1, y1);
        g.bezierCurveTo(x1, middle, x2, middle, x2, y2);
        g.stroke();
        g.setLineDashes();
    }

    private void box(GraphicsContext g, StudyCandidate candidate) {
        double wide = candidate.seed() ? Math.max(SEED, box()) : box();
        double x = Math.rint(x(candidate.id()) - wide / 2);
        double y = Math.rint(y(candidate.id()) - HIGH / 2);
        boolean best = candidate.status() == CandidateStatus.BEST;
        boolean chosen = candidate.id().equals(current);
        var border =
                chosen
                        ? Paints.ACCENT_FILL
                        : best
                                ? Paints.SERIES_2
                                : candidate.status() == CandidateStatus.RUNNING
                                        ? Paints.ACCENT
                                        : Paints.BORDER;
        double line = chosen || best ? 2 : 1;
        g.setFill(color(border));
        g.fillRoundRect(
                x - line + 1, y - line + 1, wide + 2 * line - 2, HIGH + 2 * line - 2, 12, 12);
        g.setFill(color(Paints.CARD));
        g.fillRoundRect(x + 1, y + 1, wide - 2, HIGH - 2, 10, 10);
        if (chosen) {
            g.setFill(color(Paints.ACCENT, 0.14));
            g.fillRoundRect(x + 1, y + 1, wide - 2, HIGH - 2, 10, 10);
        }
        shape(g, Shapes.of(candidate.status()), x + 7, y + 6, 12);
        g.setTextBaseline(VPos.BASELINE);
        boolean dropped = candidate.status() == CandidateStatus.REJECTED;
        g.setFill(color(dropped ? Paints.MUTED : Paints.STRONG));
        g.setFont(mono(11));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(candidate.name(), x + 23, y + 16);
        var score = candidate.full();
        if (score == null || box() < SCORE_FITS) return;
        g.setFill(color(Paints.MUTED));
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(
                score >= 1 ? "1.0" : String.format(Locale.ROOT, "%.3f", score).substring(1),
                x + wide - 7,
                y + 16);
    }

    /** A state shape as StateIcon draws it, {@code size} px large. */
    private void shape(GraphicsContext g, RunState state, double x, double y, double size) {
        g.save();
        g.translate(x, y);
        g.scale(size / 16, size / 16);
        g.setLineWidth(state.solid() ? 1.8 : 1.6);
        var ink = color(Paints.of(state));
        g.beginPath();
        g.appendSVGPath(state.back());
        if (state.solid()) {
            g.setFill(ink);
            g.fill();
        } else {
            g.setStroke(state == RunState.RUNNING ? color(Paints.NEUTRAL_MUTED) : ink);
            g.stroke();
        }
        if (!state.front().isEmpty()) {
            g.beginPath();
            g.appendSVGPath(state.front());
            g.setStroke(state.solid() ? javafx.scene.paint.Color.WHITE : ink);
            g.stroke();
        }
        g.restore();
    }

    private void press(MouseEvent e) {
        requestFocus();
        for (var candidate : candidates) {
            if (Math.abs(e.getX() - x(candidate.id())) <= box() / 2
                    && Math.abs(e.getY() - y(candidate.id())) <= HIGH / 2 + 2)
                choose(candidate.id());
        }
    }

    private void key(KeyEvent e) {
        if (candidates.isEmpty()) return;
        var next =
                switch (e.getCode()) {
                    case UP -> toward(0, -1);
                    case DOWN -> toward(0, 1);
                    case LEFT -> toward(-1, 0);
                    case RIGHT -> toward(1, 0);
                    default -> "";
                };
        if (next.isEmpty() && e.getCode() != KeyCode.ENTER) return;
        if (!next.isEmpty()) choose(next);
        e.consume();
    }

    /** The nearest candidate in a direction from the current one. */
    private String toward(int right, int down) {
        if (!layout.places().containsKey(current)) return candidates.getFirst().id();
        double x = x(current);
        double y = y(current);
        String nearest = current;
        double least = Double.POSITIVE_INFINITY;
        for (var candidate : candidates) {
            double dx = x(candidate.id()) - x;
            double dy = y(candidate.id()) - y;
            double along = dx * right + dy * down;
            double across = Math.abs(dx * down) + Math.abs(dy * right);
            if (along < 1 || along + 3 * across >= least) continue;
            least = along + 3 * across;
            nearest = candidate.id();
        }
        return nearest;
    }

    private void choose(String id) {
        select(id);
        selected.accept(id);
    }
}
