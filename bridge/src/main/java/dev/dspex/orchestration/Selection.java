package dev.dspex.orchestration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which arm was chosen, against which.
 *
 * @param arm the chosen one; empty where none may be chosen
 * @param scores of every arm, in their order, also of those that could not be chosen
 * @param by how it was chosen
 */
public record Selection(Optional<String> arm, Map<String, Double> scores, String by) {
    public Selection {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /** The allowed arm with the highest score; of equal ones the first. */
    static Selection highest(Map<String, Double> scores, Predicate<String> allowed, String by) {
        Optional<String> best =
                scores.entrySet().stream()
                        .filter(entry -> allowed.test(entry.getKey()))
                        .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                        .map(Map.Entry::getKey);
        return new Selection(best, scores, by);
    }
}
