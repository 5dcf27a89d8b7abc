package dev.dspex.variable;

import java.util.Map;

/**
 * A space at one moment.
 *
 * @param revision number of changes so far
 */
public record Snapshot(VariableSpace space, Map<String, Long> versions, long revision) {

    /** Number of times that a variable has got another value. */
    public long version(String name) {
        return versions.getOrDefault(name, 0L);
    }
}
