package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;

/**
 * Somebody wants variables to have other values.
 *
 * @param values by name
 * @param expected versions that the variables must have; those that are absent may have any
 * @param by who: {@code You}, {@code Study 14, trial 31} …
 * @param why in words; may be empty
 * @param lease under which it is made; null for none
 */
public record Change(
        Map<String, Object> values,
        Map<String, Long> expected,
        String by,
        String why,
        @Nullable Lease lease) {

    public Change {
        values = Map.copyOf(values);
        expected = Map.copyOf(expected);
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(why, "why");
    }

    public static Change of(String name, Object value, String by, String why) {
        return new Change(Map.of(name, value), Map.of(), by, why, null);
    }

    /** The same, only if the variable still has this version. */
    public Change ifVersion(String name, long version) {
        return new Change(values, Map.of(name, version), by, why, lease);
    }

    public Change under(Lease newLease) {
        return new Change(values, expected, by, why, newLease);
    }
}
