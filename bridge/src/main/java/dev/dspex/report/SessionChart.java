package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import org.jspecify.annotations.Nullable;

/** The mean score of the latest tasks over the tasks, with a mark at each decision. */
final class SessionChart {
    private static final int WIDTH = 672;
    private static final int HEIGHT = 232;
    private static final double LEFT = 40;
    private static final double RIGHT = WIDTH - 16.0;
    private static final double TOP = 20;
    private static final double BOTTOM = HEIGHT - 40.0;

    private SessionChart() {}

    /** Empty with fewer than two tasks. */
    static String of(Report.@Nullable Session session) {
        if (session == null || session.tasks() < 2) return "";
        var svg =
                new Svg(
                        WIDTH,
                        HEIGHT,
                        "Mean score of the latest 30 tasks over %d tasks, with %d decisions"
                                .formatted(session.tasks(), session.decisions().size()));
        for (var tick = 0.0; tick <= 1 + 1e-9; tick += 0.2) {
            svg.line(LEFT, y(tick), RIGHT, y(tick), Ink.GRID, 1, "");
            svg.text(LEFT - 8, y(tick) + 4, "end", Ink.MUTED, 11, false, Svg.n(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, Ink.BORDER, 1, "");
        svg.text(LEFT, BOTTOM + 16, "start", Ink.MUTED, 11, false, "1");
        svg.text(RIGHT, BOTTOM + 16, "end", Ink.MUTED, 11, false, Numbers.count(session.tasks()));
        svg.text(RIGHT, BOTTOM + 32, "end", Ink.MUTED, 11, false, "Tasks");
        for (var decision : session.decisions()) {
            var x = x(decision.task(), session.tasks());
            svg.line(x, TOP, x, BOTTOM, Ink.BEST, 1, "3 3");
            svg.circle(x, TOP, 3.5, Ink.BEST, Ink.BEST);
        }
        var path = new StringBuilder();
        for (var point : session.trend()) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(Svg.n(x(point.task(), session.tasks())))
                    .append(' ')
                    .append(Svg.n(y(point.mean())));
        }
        return svg.path(path.toString(), Ink.ACCENT, 1.8, "").done();
    }

    private static double x(int task, int tasks) {
        return LEFT + (RIGHT - LEFT) * Math.max(0, task - 1) / (tasks - 1);
    }

    private static double y(double score) {
        return BOTTOM - (BOTTOM - TOP) * score;
    }
}
