package dev.dspex.app.optimize;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/**
 * How long the search of a study will still take, if it goes on as it went: by the step that it
 * says it has reached, or by how much of the cap is used, whichever comes first. What is scored
 * after the search is not in it.
 */
final class StudyEta {
    /** Below this share of the search nothing is said. */
    private static final double LEAST = 0.02;

    private StudyEta() {}

    /** Seconds; empty before and after the search, and where nothing says how far it is. */
    static OptionalDouble seconds(StudyModel model) {
        if (!model.running() || model.phase() != StudyModel.Phase.SEARCH)
            return OptionalDouble.empty();
        double done = Math.max(model.progress(), capUsed(model));
        if (done < LEAST) return OptionalDouble.empty();
        double left = Math.max(0, 1 - done) / done;
        return OptionalDouble.of(model.searchMinutes() * 60 * left);
    }

    /** The share of the budget that is used, of calls, tokens or dollars whichever is most. */
    static double capUsed(StudyModel model) {
        var cap = model.cap();
        if (cap == null) return 0;
        var usage = model.usage();
        double used = share(usage.calls(), cap.calls());
        used = Math.max(used, share(usage.tokens(), cap.tokens()));
        return usage.usd() == null ? used : Math.max(used, share(usage.usd(), cap.usd()));
    }

    private static double share(double used, @Nullable Number most) {
        return most == null || most.doubleValue() <= 0 ? 0 : used / most.doubleValue();
    }
}
