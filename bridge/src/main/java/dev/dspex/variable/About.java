package dev.dspex.variable;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is written about a variable beside its value.
 *
 * @param optimizer the optimizer to work on it; null for the standard one of its kind
 * @param metadata notes of the person and of tools, by key
 */
public record About(String description, @Nullable String optimizer, Map<String, String> metadata) {

    public static final About NOTHING = new About("", null, Map.of());

    public About {
        Objects.requireNonNull(description, "description");
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    public About withOptimizer(@Nullable String newOptimizer) {
        return new About(description, newOptimizer, metadata);
    }
}
