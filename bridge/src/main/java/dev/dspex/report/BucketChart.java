package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import org.jspecify.annotations.Nullable;

/** One bar of all rows: fixed, right, wrong, lost. */
final class BucketChart {
    private static final int WIDTH = 672;

    private BucketChart() {}

    static String of(Report.@Nullable Comparison comparison) {
        return comparison == null ? "" : draw(comparison);
    }

    private static String draw(Report.Comparison c) {
        int[] sizes = {c.fixed(), c.bothRight(), c.bothWrong(), c.lost()};
        Ink[] inks = {Ink.GOOD, Ink.BORDER, Ink.MUTED, Ink.BAD};
        String[] names = {"fixed", "right", "wrong", "lost"};
        double all = Math.max(1, c.fixed() + c.bothRight() + c.bothWrong() + c.lost());
        var svg = new Svg(WIDTH, 44, "%d rows fixed, %d lost".formatted(c.fixed(), c.lost()));
        var x = 0.0;
        for (var i = 0; i < sizes.length; i++) {
            var width = WIDTH * sizes[i] / all;
            if (sizes[i] > 0) {
                svg.box(x, 4, Math.max(2, width - 2), 14, inks[i], inks[i]);
            }
            x += width;
        }
        for (var i = 0; i < sizes.length; i++) {
            svg.box(i * 110.0, 27, 10, 10, inks[i], inks[i]);
            svg.text(i * 110.0 + 16, 36, "start", Ink.MUTED, 11, false, sizes[i] + " " + names[i]);
        }
        return svg.done();
    }
}
