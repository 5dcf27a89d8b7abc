package dev.dspex.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

class DecimationTest {
    private record Column(double first, double low, double high, double last) {}

    @Property(tries = 200)
    void keepsFirstLowestHighestAndLastOfEachPixelColumn(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 20_000) int size,
            @ForAll @IntRange(min = 1, max = 800) int columns) {
        var points = walk(seed, size);
        var span = points.spanX().wide(1e-9);
        var thinned = new Decimation();
        thinned.thin(points, 0, points.size(), span, columns);
        var kept = IntStream.range(0, thinned.size()).mapToObj(thinned::index).toList();

        assertThat(columnsOf(points, kept, span, columns))
                .isEqualTo(
                        columnsOf(
                                points, IntStream.range(0, size).boxed().toList(), span, columns));
    }

    @Property(tries = 200)
    void keepsFewPointsInTheirOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 20_000) int size,
            @ForAll @IntRange(min = 1, max = 800) int columns) {
        var points = walk(seed, size);
        var thinned = new Decimation();
        thinned.thin(points, 0, points.size(), points.spanX().wide(1e-9), columns);
        var kept = new ArrayList<Integer>();
        for (int i = 0; i < thinned.size(); i++) kept.add(thinned.index(i));

        assertThat(kept).isSorted().doesNotHaveDuplicates();
        assertThat(kept.size()).isLessThanOrEqualTo(4 * (columns + 1));
    }

    @Property(tries = 100)
    void thinsOnlyTheGivenPart(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 5_000) int size) {
        var points = walk(seed, size);
        int from = size / 4;
        int to = size - size / 4;
        var thinned = new Decimation();
        thinned.thin(points, from, to, points.spanX().wide(1e-9), 50);

        assertThat(thinned.index(0)).isEqualTo(from);
        assertThat(thinned.index(thinned.size() - 1)).isEqualTo(to - 1);
    }

    private static Points walk(long seed, int size) {
        var random = new Random(seed);
        var points = new Points();
        double x = 0;
        for (int i = 0; i < size; i++) {
            x += random.nextInt(3);
            points.add(x, random.nextGaussian());
        }
        return points;
    }

    private static Map<Long, Column> columnsOf(
            Points points, List<Integer> indexes, Span span, int columns) {
        var byColumn = new HashMap<Long, List<Double>>();
        for (int i : indexes) {
            long column = (long) Math.floor((points.x(i) - span.low()) * (columns / span.length()));
            byColumn.computeIfAbsent(column, _ -> new ArrayList<>()).add(points.y(i));
        }
        var result = new HashMap<Long, Column>();
        byColumn.forEach(
                (column, ys) ->
                        result.put(
                                column,
                                new Column(
                                        ys.getFirst(),
                                        ys.stream().min(Double::compare).orElseThrow(),
                                        ys.stream().max(Double::compare).orElseThrow(),
                                        ys.getLast())));
        return result;
    }
}
