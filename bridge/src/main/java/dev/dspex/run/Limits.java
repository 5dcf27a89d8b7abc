package dev.dspex.run;

import dev.dspex.event.RunEvent;
import dev.dspex.variable.Leases;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a run must keep to, over all of its workers and attempts.
 *
 * @param cap the most that it may use; null for no limit
 * @param pauseAfter LM calls after which it pauses; null for never
 * @param atOnce LM calls that may be under way at a time; null for as many as its threads make
 * @param workers processes that a study may use at a time; null for those that it was asked with
 * @param anyway whether a search goes on though it gets nowhere, rather than pausing
 * @param whenHeld what it does where another study searches one of its variables
 */
public record Limits(
        RunEvent.@Nullable Cap cap,
        @Nullable Long pauseAfter,
        @Nullable Integer atOnce,
        @Nullable Integer workers,
        boolean anyway,
        Leases.WhenHeld whenHeld) {
    public static final Limits NONE = new Limits(null, null);

    public Limits {
        if (cap != null) {
            positive(cap.calls());
            positive(cap.tokens());
            positive(cap.usd());
        }
        positive(pauseAfter);
        positive(atOnce);
        positive(workers);
    }

    public Limits(RunEvent.@Nullable Cap cap, @Nullable Long pauseAfter) {
        this(cap, pauseAfter, null, null, false, Leases.WhenHeld.WAIT);
    }

    /** The same with so many LM calls under way at a time. */
    public Limits atOnce(int calls) {
        return new Limits(cap, pauseAfter, calls, workers, anyway, whenHeld);
    }

    /** The same with so many worker processes. */
    public Limits workers(int processes) {
        return new Limits(cap, pauseAfter, atOnce, processes, anyway, whenHeld);
    }

    /** The same for a search that goes on though it gets nowhere. */
    public Limits goingOnAnyway() {
        return new Limits(cap, pauseAfter, atOnce, workers, true, whenHeld);
    }

    /** The same for a study that deals in another way with one that has its variables. */
    public Limits whenHeld(Leases.WhenHeld other) {
        return new Limits(cap, pauseAfter, atOnce, workers, anyway, other);
    }

    private static void positive(@Nullable Number most) {
        if (most != null && !(most.doubleValue() > 0)) {
            throw new IllegalArgumentException("a limit of " + most);
        }
    }

    void tell(ObjectNode json) {
        if (cap != null) {
            ObjectNode most = json.putObject("cap");
            most.put("calls", cap.calls()).put("tokens", cap.tokens()).put("usd", cap.usd());
        }
        if (pauseAfter != null) {
            json.put("pause_after", pauseAfter);
        }
        if (atOnce != null) {
            json.put("at_once", atOnce);
        }
        if (workers != null) {
            json.put("workers_at_once", workers);
        }
        if (anyway) {
            json.put("anyway", true);
        }
    }
}
