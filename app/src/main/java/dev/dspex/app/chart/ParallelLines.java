package dev.dspex.app.chart;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The lines of {@link ParallelChart}, and where they are asked to pass. Made on any thread, then
 * used by the JavaFX thread only.
 */
public final class ParallelLines {
    /** Where lines have to pass an axis, from 0 to 1. */
    record Brush(double low, double high) {}

    static final ParallelLines NONE = new ParallelLines(List.of(), List.of(), _ -> List.of(), -1);

    /** More lines than this cannot be told apart. */
    static final int MOST = 1_000;

    /** Half a pixel or so: the ends of a brush belong to it. */
    private static final double EDGE = 1e-3;

    private final List<ParallelChart.Coordinate> axes;
    private final List<Line> lines;
    private final IntFunction<List<String>> texts;
    private final int best;
    private final @Nullable Brush[] brushes;
    private final int[] drawn;

    /**
     * A candidate.
     *
     * @param at its place on each axis, from 0 to 1; NaN where it has none. The last is the score.
     */
    public record Line(String name, double... at) {}

    /**
     * @param texts the values of a line, as its tooltip has them
     * @param best index of the best line, -1 for none
     */
    public ParallelLines(
            List<ParallelChart.Coordinate> axes,
            List<Line> lines,
            IntFunction<List<String>> texts,
            int best) {
        this.axes = List.copyOf(axes);
        this.lines = List.copyOf(lines);
        this.texts = texts;
        this.best = best;
        brushes = new Brush[axes.size()];
        drawn = thinned();
    }

    List<ParallelChart.Coordinate> axes() {
        return axes;
    }

    int size() {
        return lines.size();
    }

    String name(int line) {
        return lines.get(line).name();
    }

    double at(int line, int axis) {
        return lines.get(line).at()[axis];
    }

    double score(int line) {
        double score = at(line, axes.size() - 1);
        return Double.isNaN(score) ? 0 : score;
    }

    String text(int line, int axis) {
        return texts.apply(line).get(axis);
    }

    int best() {
        return best;
    }

    int indexOf(String name) {
        for (int i = 0; i < lines.size(); i++) if (name(i).equals(name)) return i;
        return -1;
    }

    @Nullable Brush brush(int axis) {
        return brushes[axis];
    }

    void brush(int axis, double low, double high) {
        brushes[axis] = new Brush(low, high);
    }

    void clearBrush(int axis) {
        brushes[axis] = null;
    }

    void clearBrushes() {
        Arrays.fill(brushes, null);
    }

    boolean brushed() {
        for (var brush : brushes) if (brush != null) return true;
        return false;
    }

    /** Takes the brushes of lines with the same axes. */
    void keepBrushes(ParallelLines before) {
        for (int i = 0; i < axes.size(); i++)
            if (i < before.axes.size() && axes.get(i).name().equals(before.axes.get(i).name()))
                brushes[i] = before.brushes[i];
    }

    boolean passes(int line) {
        for (int i = 0; i < brushes.length; i++) {
            var brush = brushes[i];
            if (brush == null) continue;
            double at = at(line, i);
            if (Double.isNaN(at) || at < brush.low() - EDGE || at > brush.high() + EDGE)
                return false;
        }
        return true;
    }

    Set<String> passing() {
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < lines.size(); i++) if (passes(i)) names.add(name(i));
        return names;
    }

    /** How many lines pass. */
    int count() {
        if (!brushed()) return size();
        return (int) IntStream.range(0, size()).filter(this::passes).count();
    }

    /** {@link #MOST} at most: the best half, and of the rest each n-th; the best is last. */
    int[] drawn() {
        return drawn;
    }

    private int[] thinned() {
        if (lines.isEmpty()) return new int[0];
        int most = MOST;
        var byScore =
                IntStream.range(0, lines.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(this::score))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int rest = lines.size() - most / 2;
        return lines.size() <= most
                ? byScore
                : IntStream.concat(
                                IntStream.range(0, most / 2)
                                        .map(i -> byScore[(int) ((long) i * rest / (most / 2))]),
                                Arrays.stream(byScore, rest, lines.size()))
                        .toArray();
    }
}
