package dev.dspex.agent;

import dev.dspex.orchestration.Belief;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * An agent as it stands before a run: what is believed of it, and what its place offers.
 *
 * @param fitness from its past; {@link Belief#NONE} where it has none
 * @param offered what its place offers
 */
public record Standing(Agent agent, Belief fitness, Set<String> offered) {
    public Standing {
        offered = Collections.unmodifiableSet(new LinkedHashSet<>(offered));
    }

    /** What the agent needs and its place does not offer. */
    public Set<String> unmet() {
        return Capabilities.missing(agent.requires(), offered);
    }

    /** What a task needs and the agent cannot do. */
    public Set<String> lacking(Set<String> required) {
        return Capabilities.missing(required, agent.provides());
    }

    /** Whether it may be given a task that needs this. */
    public boolean fits(Set<String> required) {
        return unmet().isEmpty() && lacking(required).isEmpty();
    }
}
