package dev.dspex.run;

import dev.dspex.agent.Agent;
import dev.dspex.agent.Standing;

import org.jspecify.annotations.Nullable;

/**
 * An agent of a run, ready to work.
 *
 * @param standing what it can do, and what is believed of it
 * @param setup of its program; null where it is left out
 * @param of what it is made of: its past counts as long as this is the same
 * @param leftOut why it cannot answer for the program of the run; empty where it can
 */
public record AgentSeat(Standing standing, @Nullable Setup setup, String of, String leftOut) {
    public AgentSeat {
        if (leftOut.isEmpty() && setup == null) throw new IllegalArgumentException("no set-up");
    }

    public Agent agent() {
        return standing.agent();
    }

    public String name() {
        return agent().name();
    }
}
