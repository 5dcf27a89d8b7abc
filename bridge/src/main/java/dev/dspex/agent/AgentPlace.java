package dev.dspex.agent;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Where agents work.
 *
 * @param name unique within the project
 * @param provides what it offers to agents, besides what is found out by itself
 */
public record AgentPlace(String name, Set<String> provides) {
    /** The worker processes of this machine; always there. */
    public static final String LOCAL = "local";

    public AgentPlace {
        provides = Collections.unmodifiableSet(new LinkedHashSet<>(provides));
    }
}
