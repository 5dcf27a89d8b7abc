package dev.dspex.orchestration;

import java.time.Duration;
import java.util.List;

/**
 * How a live session goes.
 *
 * @param settings when it may decide
 * @param rules what follows from what is seen
 * @param strategy it begins with
 * @param interval between the starts of two tasks
 * @param parallel tasks at a time it begins with
 * @param discount of what is known of modules, 1 to forget nothing
 * @param byClass whether each class of tasks has modules of its own
 * @param locked the module that a person chose for every task; empty to let the session choose
 */
public record SessionPlan(
        Conductor.Settings settings,
        List<Adaptation> rules,
        Strategy strategy,
        Duration interval,
        int parallel,
        double discount,
        boolean byClass,
        String locked) {
    /** What a session starts with. */
    public static final SessionPlan STANDARD =
            new SessionPlan(
                    Conductor.Settings.STANDARD,
                    Adaptation.standard(),
                    Strategy.ADAPTIVE_LEARNING,
                    Duration.ZERO,
                    2,
                    Thompson.DRIFTING,
                    true,
                    "");

    /** Without a module chosen by hand. */
    public SessionPlan(
            Conductor.Settings settings,
            List<Adaptation> rules,
            Strategy strategy,
            Duration interval,
            int parallel,
            double discount,
            boolean byClass) {
        this(settings, rules, strategy, interval, parallel, discount, byClass, "");
    }

    public SessionPlan {
        rules = List.copyOf(rules);
        if (interval.isNegative() || parallel < 1) {
            throw new IllegalArgumentException(interval + ", " + parallel + " at a time");
        }
    }
}
