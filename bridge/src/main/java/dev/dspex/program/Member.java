package dev.dspex.program;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One of the modules that a Consensus asks.
 *
 * @param kind a module that wraps nothing
 * @param lm alias of the LM it asks, null for that of its node
 * @param temperature 0 to {@link #HOTTEST}, null for the LM's own
 */
public record Member(ModuleKind kind, @Nullable String lm, @Nullable Double temperature) {

    public static final double HOTTEST = 2;

    public Member {
        Objects.requireNonNull(kind, "kind");
    }

    public Member(ModuleKind kind) {
        this(kind, null, null);
    }
}
