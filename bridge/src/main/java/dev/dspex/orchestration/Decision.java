package dev.dspex.orchestration;

import dev.dspex.orchestration.Adaptation.Sight;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * What a session decided and why; a value that can be undone.
 *
 * @param number 1, 2, … within the session
 * @param at milliseconds since the epoch
 * @param seen what it answers
 * @param trend the numbers that say so; null where a resource said it
 * @param before how the session went
 * @param after how it goes now; the same as before where nothing could be done
 * @param chosen the module that was put in charge; empty where none was
 * @param against the other modules with their scores
 * @param reoptimize whether a search for a better program is to start
 * @param vetoes what spoke against a part of it
 * @param why one sentence
 */
public record Decision(
        int number,
        long at,
        Sight seen,
        @Nullable Trend trend,
        Course before,
        Course after,
        String chosen,
        Map<String, Double> against,
        boolean reoptimize,
        java.util.List<String> vetoes,
        String why) {
    public Decision {
        against = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(against));
        vetoes = java.util.List.copyOf(vetoes);
    }

    /** Whether it changed how the session goes. */
    public boolean changesCourse() {
        return !before.equals(after) || reoptimize;
    }
}
