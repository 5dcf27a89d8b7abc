package dev.dspex.app;

import static dev.dspex.app.i18n.Texts.text;

import dev.dspex.app.shell.SessionModel;
import dev.dspex.app.trend.TrendModel;

import org.jspecify.annotations.Nullable;

/** Whether the last evaluation is better than the one before it, as the status bar says it. */
final class TrendArrow {
    /** Smaller changes are none. */
    private static final double NOTED = 0.005;

    private TrendArrow() {}

    /** Null while there is nothing to compare. */
    static SessionModel.@Nullable Trend of(TrendModel trend) {
        var scores = trend.of("evaluate");
        if (scores.size() < 2) return null;
        var gain = scores.getLast().score() - scores.get(scores.size() - 2).score();
        if (gain > NOTED)
            return new SessionModel.Trend(text("workbench.trend.up"), "trending-up", true);
        if (gain < -NOTED)
            return new SessionModel.Trend(text("workbench.trend.down"), "trending-down", false);
        return new SessionModel.Trend(text("workbench.trend.steady"), "trending-neutral", false);
    }
}
