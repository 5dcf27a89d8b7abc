package dev.dspex.orchestration;

import java.util.List;

/**
 * A rule of a session: what is done when something is seen. Data that a person edits.
 *
 * @param when what is seen
 * @param then what is done, in this order
 * @param on whether it counts
 */
public record Adaptation(Sight when, List<Action> then, boolean on) {
    /** What a session can notice. */
    public enum Sight {
        IMPROVING,
        DEGRADING,
        UNSTABLE,
        STEADY_AGAIN,
        DROP,
        RESOURCE_SHORT
    }

    /** What it can do about it. */
    public sealed interface Action {
        /** Multiplies the interval between tasks. */
        record Interval(double factor) implements Action {}

        /** That many more tasks at a time, or fewer. */
        record Parallel(int by) implements Action {}

        /** Multiplies the temperature of the LMs. */
        record Temperature(double factor) implements Action {}

        /** No search for better modules, or again. */
        record Freeze(boolean frozen) implements Action {}

        /** Another module than the one that did most of the latest tasks. */
        record NextModule() implements Action {}

        /** Another strategy. */
        record Use(Strategy strategy) implements Action {}

        /** A search for a better program, where the strategy allows one. */
        record Reoptimize() implements Action {}
    }

    public Adaptation {
        then = List.copyOf(then);
    }

    /** Whether it puts another module in charge. */
    public boolean switches() {
        return then.stream().anyMatch(Action.NextModule.class::isInstance);
    }

    /** What a session starts with. */
    public static List<Adaptation> standard() {
        return List.of(
                rule(Sight.DROP, new Action.NextModule(), new Action.Reoptimize()),
                rule(Sight.DEGRADING, new Action.NextModule(), new Action.Reoptimize()),
                rule(
                        Sight.UNSTABLE,
                        new Action.Interval(1.5),
                        new Action.Parallel(-1),
                        new Action.Temperature(.75),
                        new Action.Freeze(true)),
                rule(Sight.IMPROVING, new Action.Interval(.8), new Action.Parallel(1)),
                rule(Sight.STEADY_AGAIN, new Action.Freeze(false)),
                rule(Sight.RESOURCE_SHORT, new Action.Use(Strategy.RESOURCE_CONSERVING)));
    }

    private static Adaptation rule(Sight when, Action... then) {
        return new Adaptation(when, List.of(then), true);
    }
}
