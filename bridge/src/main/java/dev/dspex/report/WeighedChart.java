package dev.dspex.report;

import dev.dspex.report.Report.Unit;
import dev.dspex.report.Report.Weight;
import dev.dspex.report.Svg.Ink;

/** Score over what a row costs: a step line and filled discs for the front, rings for the rest. */
final class WeighedChart {
    private static final int WIDTH = 672;
    private static final int HEIGHT = 264;
    private static final double LEFT = 40;
    private static final double RIGHT = WIDTH - 16.0;
    private static final double TOP = 20;
    private static final double BOTTOM = HEIGHT - 40.0;

    private final Report.Weighed weighed;
    private final double most;
    private final double low;
    private final double high;

    private WeighedChart(Report.Weighed weighed) {
        this.weighed = weighed;
        var all = weighed.candidates();
        var widest = all.stream().mapToDouble(this::cost).max().orElse(1);
        most = widest > 0 ? widest * 1.05 : 1;
        var least = all.stream().mapToDouble(Weight::score).min().orElse(0);
        var best = all.stream().mapToDouble(Weight::score).max().orElse(1);
        low = Math.max(0, Math.floor(least * 10 - 0.5) / 10);
        high = Math.min(1, Math.max(low + 0.1, Math.ceil(best * 10 + 0.2) / 10));
    }

    /** Empty with fewer than two candidates. */
    static String of(Report.Weighed weighed) {
        return weighed.candidates().size() < 2 ? "" : new WeighedChart(weighed).draw();
    }

    static String name(Unit unit) {
        return switch (unit) {
            case DOLLARS -> "Dollars for 1,000 rows";
            case TOKENS -> "Tokens a row";
            case SECONDS -> "Seconds a row";
        };
    }

    private String draw() {
        var front = weighed.candidates().stream().filter(Weight::front).count();
        var svg =
                new Svg(
                        WIDTH,
                        HEIGHT,
                        "Score over %s of %d candidates, %d of them on the front"
                                .formatted(
                                        name(weighed.unit()).toLowerCase(java.util.Locale.ROOT),
                                        weighed.candidates().size(),
                                        front));
        for (var tick = low; tick <= high + 1e-9; tick += 0.1) {
            svg.line(LEFT, y(tick), RIGHT, y(tick), Ink.GRID, 1, "");
            svg.text(LEFT - 8, y(tick) + 4, "end", Ink.MUTED, 11, false, Svg.n(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Ink.BORDER, 1, "");
        for (var i = 0; i <= 4; i++) {
            var value = most * i / 4;
            var anchor = i == 4 ? "end" : "middle";
            svg.text(x(value), BOTTOM + 16, anchor, Ink.MUTED, 11, false, figure(value));
        }
        svg.text(RIGHT, BOTTOM + 32, "end", Ink.MUTED, 11, false, name(weighed.unit()));
        steps(svg);
        for (var weight : weighed.candidates()) {
            var ink = weight.front() ? Ink.ACCENT : Ink.MUTED;
            svg.circle(
                    x(cost(weight)),
                    y(weight.score()),
                    weight.front() ? 4.5 : 3.5,
                    weight.front() ? ink : Ink.GROUND,
                    ink);
        }
        return svg.done();
    }

    /** The candidates are in the order of their cost. */
    private void steps(Svg svg) {
        var path = new StringBuilder();
        for (var weight : weighed.candidates()) {
            if (weight.front()) {
                var x = Svg.n(x(cost(weight)));
                var y = Svg.n(y(weight.score()));
                path.append(path.isEmpty() ? "M" + x + " " + y : " H" + x + " V" + y);
            }
        }
        if (!path.isEmpty()) {
            svg.path(path + " H" + Svg.n(RIGHT), Ink.ACCENT, 1.5, "");
        }
    }

    private String figure(double value) {
        return switch (weighed.unit()) {
            case DOLLARS -> Numbers.usd(value);
            case TOKENS -> Numbers.tokens(Math.round(value));
            case SECONDS -> Numbers.seconds(value);
        };
    }

    private double cost(Weight weight) {
        var cost = weight.of(weighed.unit());
        return cost == null ? 0 : cost;
    }

    private double x(double cost) {
        return LEFT + (RIGHT - LEFT) * cost / most;
    }

    private double y(double score) {
        return BOTTOM - (BOTTOM - TOP) * (score - low) / (high - low);
    }
}
