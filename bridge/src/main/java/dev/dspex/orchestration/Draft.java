package dev.dspex.orchestration;

import dev.dspex.orchestration.Adaptation.Action;
import dev.dspex.orchestration.Adaptation.Sight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A decision while its actions are taken, one after the other. */
final class Draft {
    private final Course course;
    private final Trend trend;
    private final List<Resource> resources;
    private final List<String> vetoes = new ArrayList<>();
    private Course after;
    private String chosen = "";
    private Map<String, Double> against = Map.of();
    private boolean reoptimize;

    Draft(Course course, Trend trend, List<Resource> resources) {
        this.course = course;
        this.after = course;
        this.trend = trend;
        this.resources = resources;
    }

    /**
     * Takes an action.
     *
     * @param most tasks at a time that the workers can carry
     * @param present the module that did most of the latest tasks
     * @param without chooses among the others
     */
    void take(Action action, int most, String present, Function<String, Selection> without) {
        switch (action) {
            case Action.Interval(double factor) -> {
                if (factor < 1 && vetoed("faster")) return;
                long millis = Math.round(after.interval().toMillis() * factor);
                after =
                        after.withInterval(
                                Duration.ofMillis(Math.max(Knobs.FLOOR.toMillis(), millis)));
            }
            case Action.Parallel(int by) -> {
                if (by > 0 && vetoed("more at a time")) return;
                after = after.withParallel(Math.clamp(after.parallel() + by, 1, most));
            }
            case Action.Temperature(double factor) ->
                    after = after.withTemperature(after.temperature() * factor);
            case Action.Freeze(boolean frozen) -> after = after.withFrozen(frozen);
            case Action.Use(Strategy strategy) -> after = after.withStrategy(strategy);
            case Action.Reoptimize() ->
                    reoptimize = !after.frozen() && Knobs.of(after.strategy()).reoptimize();
            case Action.NextModule() -> next(present, without);
        }
    }

    private boolean vetoed(String what) {
        for (Resource resource : resources) {
            if (!resource.isShort()) continue;
            vetoes.add("Not " + what + ": " + resource.name() + " is short.");
            return true;
        }
        return false;
    }

    private void next(String present, Function<String, Selection> without) {
        if (!course.locked().isEmpty()) {
            vetoes.add("No other module: " + course.locked() + " was chosen by hand.");
            return;
        }
        Selection selection = without.apply(present);
        if (selection.arm().isEmpty()) {
            vetoes.add("There is no other module than " + present + ".");
            return;
        }
        chosen = selection.arm().get();
        against = selection.scores();
        after = after.withBenched(Set.of(present));
    }

    Decision decision(int number, long at, Sight seen) {
        return new Decision(
                number,
                at,
                seen,
                trend,
                course,
                after,
                chosen,
                against,
                reoptimize,
                vetoes,
                why(seen));
    }

    private String why(Sight seen) {
        String what =
                switch (seen) {
                    case IMPROVING -> "Scores rise";
                    case DEGRADING -> "Scores fall";
                    case UNSTABLE -> "Scores scatter more than usual";
                    case STEADY_AGAIN -> "Scores are steady again";
                    case DROP -> "Scores dropped";
                    case RESOURCE_SHORT -> "A resource is short";
                };
        if (seen == Sight.DROP) return what + " of a sudden.";
        return String.format(
                Locale.ROOT,
                "%s: %+.3f over %d tasks, p %.3f.",
                what,
                trend.change(),
                trend.n(),
                trend.p());
    }
}
