package dev.dspex.store;

import dev.dspex.event.RunStatus;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Which runs to list. Null or an empty set takes all; {@code limit} is 1 or more. */
public record RunFilter(
        @Nullable String kind, @Nullable String program, Set<RunStatus> statuses, int limit) {

    public static final RunFilter ALL = new RunFilter(null, null, Set.of(), Integer.MAX_VALUE);

    public RunFilter {
        statuses = Set.copyOf(statuses);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static RunFilter newest(int limit) {
        return new RunFilter(null, null, Set.of(), limit);
    }
}
