package dev.dspex.run;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run must stop.
 *
 * @param cap the most that it may use, over all workers and attempts; null for no limit
 * @param pauseAfter LM calls after which it pauses; null for never
 */
public record Limits(RunEvent.@Nullable Cap cap, @Nullable Long pauseAfter) {
    public static final Limits NONE = new Limits(null, null);

    public Limits {
        if (cap != null) {
            positive(cap.calls());
            positive(cap.tokens());
            positive(cap.usd());
        }
        positive(pauseAfter);
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
    }
}
