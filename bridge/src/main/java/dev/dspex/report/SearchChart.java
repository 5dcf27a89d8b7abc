package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import java.util.List;

/**
 * Score over LM calls: a step line of the best, rings for full evaluations, plus signs for
 * minibatches.
 */
final class SearchChart {
    private static final String SEED = "c0";

    private static final int WIDTH = 672;
    private static final int HEIGHT = 264;
    private static final double LEFT = 40;
    private static final double RIGHT = WIDTH - 16.0;
    private static final double TOP = 36;
    private static final double BOTTOM = HEIGHT - 40.0;

    private final List<Report.Trial> trials;
    private final List<Report.Mark> marks;
    private final double most;
    private final double low;
    private final double high;

    private SearchChart(List<Report.Trial> trials, List<Report.Mark> marks) {
        this.trials = trials;
        this.marks = marks;
        most = Math.max(1, trials.stream().mapToLong(Report.Trial::calls).max().orElse(1));
        var least = trials.stream().mapToDouble(Report.Trial::score).min().orElse(0);
        var best = trials.stream().mapToDouble(Report.Trial::score).max().orElse(1);
        low = Math.max(0, Math.floor(least * 10 - 0.5) / 10);
        high = Math.min(1, Math.max(low + 0.1, Math.ceil(best * 10 + 0.2) / 10));
    }

    static String of(List<Report.Trial> trials, List<Report.Mark> marks) {
        return trials.isEmpty() ? "" : new SearchChart(trials, marks).draw();
    }

    private String draw() {
        var best =
                trials.stream().filter(Report.Trial::full).mapToDouble(Report.Trial::score).max();
        var svg =
                new Svg(
                        WIDTH,
                        HEIGHT,
                        "Score over LM calls in %d trials, best %s"
                                .formatted(
                                        trials.size(),
                                        best.isPresent()
                                                ? Numbers.score(best.getAsDouble())
                                                : "none"));
        legend(svg);
        grid(svg);
        seed(svg);
        marks(svg);
        steps(svg);
        for (var trial : trials) {
            mark(
                    svg,
                    trial,
                    best.isPresent() && trial.full() && trial.score() == best.getAsDouble());
        }
        return svg.done();
    }

    private static void legend(Svg svg) {
        svg.line(LEFT, 10, LEFT + 16, 10, Ink.ACCENT, 2, "");
        svg.text(LEFT + 22, 14, "start", Ink.MUTED, 11, false, "Best so far");
        svg.circle(LEFT + 104, 10, 4, Ink.GROUND, Ink.ACCENT);
        svg.text(LEFT + 114, 14, "start", Ink.MUTED, 11, false, "Full evaluation");
        svg.line(LEFT + 213, 10, LEFT + 219, 10, Ink.MUTED, 1.3, "");
        svg.line(LEFT + 216, 7, LEFT + 216, 13, Ink.MUTED, 1.3, "");
        svg.text(LEFT + 226, 14, "start", Ink.MUTED, 11, false, "Minibatch");
        svg.line(LEFT + 296, 10, LEFT + 312, 10, Ink.MUTED, 1.3, "4 3");
        svg.text(LEFT + 318, 14, "start", Ink.MUTED, 11, false, "Seed");
        svg.path("M404 14 L408 6 L412 14 Z", Ink.BAD, 1.5, "");
        svg.text(LEFT + 378, 14, "start", Ink.MUTED, 11, false, "Fault");
        svg.path("M464 14 L468 6 L472 14 Z", Ink.GOOD, 1.5, "");
        svg.text(LEFT + 438, 14, "start", Ink.MUTED, 11, false, "Change of a variable, decision");
    }

    private void grid(Svg svg) {
        for (var tick = low; tick <= high + 1e-9; tick += 0.1) {
            svg.line(LEFT, y(tick), RIGHT, y(tick), Ink.GRID, 1, "");
            svg.text(LEFT - 8, y(tick) + 4, "end", Ink.MUTED, 11, false, Svg.n(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Ink.BORDER, 1, "");
        for (var i = 0; i <= 4; i++) {
            var calls = Math.round(most * i / 4);
            svg.text(
                    x(calls),
                    BOTTOM + 16,
                    i == 4 ? "end" : "middle",
                    Ink.MUTED,
                    11,
                    false,
                    Numbers.count(calls));
        }
        svg.text(RIGHT, BOTTOM + 32, "end", Ink.MUTED, 11, false, "LM calls");
    }

    private void seed(Svg svg) {
        trials.stream()
                .filter(trial -> trial.full() && trial.candidate().equals(SEED))
                .findFirst()
                .ifPresent(
                        trial -> {
                            var y = y(trial.score());
                            svg.line(LEFT, y, RIGHT, y, Ink.MUTED, 1.3, "4 3");
                        });
    }

    /** What happened stands on the axis of calls, below the scores. */
    private void marks(Svg svg) {
        for (var mark : marks) {
            var x = x(Math.min(mark.calls(), most));
            svg.path(
                    "M%s %s L%s %s L%s %s Z"
                            .formatted(
                                    Svg.n(x - 4),
                                    Svg.n(BOTTOM),
                                    Svg.n(x),
                                    Svg.n(BOTTOM - 8),
                                    Svg.n(x + 4),
                                    Svg.n(BOTTOM)),
                    mark.kind().equals("fault") ? Ink.BAD : Ink.GOOD,
                    1.5,
                    "");
        }
    }

    private void steps(Svg svg) {
        var path = new StringBuilder();
        var top = Double.NEGATIVE_INFINITY;
        for (var trial : trials) {
            if (!trial.full()) {
                continue;
            }
            var x = Svg.n(x(trial.calls()));
            path.append(path.isEmpty() ? "M" + x + " " + Svg.n(y(trial.score())) : " H" + x);
            if (trial.score() > top) {
                top = trial.score();
                path.append(" V").append(Svg.n(y(top)));
            }
        }
        if (!path.isEmpty()) {
            svg.path(path + " H" + Svg.n(RIGHT), Ink.ACCENT, 2, "");
        }
    }

    private void mark(Svg svg, Report.Trial trial, boolean best) {
        var x = x(trial.calls());
        var y = y(trial.score());
        if (!trial.full()) {
            svg.line(x - 3, y, x + 3, y, Ink.MUTED, 1.3, "")
                    .line(x, y - 3, x, y + 3, Ink.MUTED, 1.3, "");
        } else if (best) {
            svg.circle(x, y, 5, Ink.BEST, Ink.BEST);
        } else {
            svg.circle(x, y, 4, Ink.GROUND, Ink.ACCENT);
        }
    }

    private double x(double calls) {
        return LEFT + (RIGHT - LEFT) * calls / most;
    }

    private double y(double score) {
        return BOTTOM - (BOTTOM - TOP) * (score - low) / (high - low);
    }
}
