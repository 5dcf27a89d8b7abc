package dev.dspex.agent;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How tasks are given to agents.
 *
 * @param coordination whether several vote on a task
 * @param voters agents a task, at least 1
 * @param quorum share of the weight, and of the voters, that a consensus needs, 0 to 1
 * @param askAll whether those are asked too that cannot change the vote any more, so that all
 *     become known
 * @param patience with an agent
 * @param requires what every task needs
 * @param requiresFrom field of a row that names what it needs besides; null for none
 */
public record AgentsPlan(
        Coordination coordination,
        int voters,
        double quorum,
        boolean askAll,
        Duration patience,
        Set<String> requires,
        @Nullable String requiresFrom) {

    /** How agents work on a task. */
    public enum Coordination {
        /** One does it. */
        NONE,
        /** Several vote. */
        CONSENSUS;

        /** As files and requests name it. */
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Agents that vote on a task where nothing else is said. */
    public static final int VOTERS = 3;

    /** What a run starts with. */
    public static final AgentsPlan STANDARD =
            new AgentsPlan(
                    Coordination.CONSENSUS,
                    VOTERS,
                    0.5,
                    false,
                    Duration.ofMinutes(2),
                    Set.of(),
                    null);

    /** The same for tasks that need something else. */
    public AgentsPlan requiring(Set<String> others) {
        return new AgentsPlan(coordination, voters, quorum, askAll, patience, others, requiresFrom);
    }

    public AgentsPlan {
        requires = Collections.unmodifiableSet(new LinkedHashSet<>(requires));
        if (voters < 1 || !(quorum >= 0 && quorum <= 1) || !patience.isPositive()) {
            throw new IllegalArgumentException(voters + ", " + quorum + ", " + patience);
        }
        if (coordination == Coordination.NONE) voters = 1;
    }
}
