package dev.dspex.report;

import dev.dspex.report.Svg.Ink;

import java.util.List;

/** A bar for each variable: the share of the variance of the score that it explains. */
final class InfluenceChart {
    private static final int WIDTH = 672;
    private static final double NAMES = 180;
    private static final double BARS = WIDTH - NAMES - 60;
    private static final int BAR = 22;
    private static final int LONGEST = 28;

    private InfluenceChart() {}

    static String of(List<Report.Influence> influences) {
        if (influences.isEmpty()) {
            return "";
        }
        var first = influences.getFirst();
        var svg =
                new Svg(
                        WIDTH,
                        influences.size() * BAR + 4,
                        "Importance of %d variables, most of all %s"
                                .formatted(influences.size(), first.variable()));
        var y = 2.0;
        for (var influence : influences) {
            var name = influence.variable();
            svg.text(
                    NAMES - 8,
                    y + 14,
                    "end",
                    Ink.TEXT,
                    11,
                    false,
                    name.length() > LONGEST ? name.substring(0, LONGEST - 1) + "…" : name);
            svg.line(NAMES, y + 10, NAMES + BARS, y + 10, Ink.GRID, 12, "");
            if (influence.omega() > 0) {
                svg.line(
                        NAMES,
                        y + 10,
                        NAMES + BARS * influence.omega(),
                        y + 10,
                        Ink.ACCENT,
                        12,
                        "");
            }
            svg.text(WIDTH - 4.0, y + 14, "end", Ink.MUTED, 11, false, percent(influence.omega()));
            y += BAR;
        }
        return svg.done();
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
