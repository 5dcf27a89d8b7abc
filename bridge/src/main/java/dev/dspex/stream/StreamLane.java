package dev.dspex.stream;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One of the streams: the program, changed in some respects.
 *
 * @param id short and unique, such as {@code A}
 * @param node path of the module node that is changed; null for every module node (a kind then
 *     needs a program with one module node)
 * @param kind of module in its place; null as the program says
 * @param lm alias; null as the program says
 * @param fallbacks what a rule that switches goes on with, one after the other
 */
public record StreamLane(
        String id,
        String name,
        @Nullable String node,
        @Nullable String kind,
        @Nullable String lm,
        @Nullable Double temperature,
        List<Fallback> fallbacks) {
    @SuppressWarnings("ConstantValue") // a file may leave them out
    public StreamLane {
        name = name == null ? "" : name;
        fallbacks = fallbacks == null ? List.of() : List.copyOf(fallbacks);
    }

    /** What replaces the lane's own choice; null leaves it. */
    public record Fallback(
            @Nullable String kind, @Nullable String lm, @Nullable Double temperature) {}
}
