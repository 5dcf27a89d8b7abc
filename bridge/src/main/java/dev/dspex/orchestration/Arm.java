package dev.dspex.orchestration;

import org.jspecify.annotations.Nullable;

/**
 * One of the modules that a session chooses from: the program, changed in some respects.
 *
 * @param name unique within the session
 * @param node path of the module node that is changed; null for every one
 * @param kind of module in its place; null as the program says
 * @param lm alias; null as the program says
 */
public record Arm(String name, @Nullable String node, @Nullable String kind, @Nullable String lm) {
    public Arm {
        if (name.isBlank()) throw new IllegalArgumentException("an arm needs a name");
    }
}
