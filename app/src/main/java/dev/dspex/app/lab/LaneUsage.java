package dev.dspex.app.lab;

import dev.dspex.event.RunEvent;
import dev.dspex.event.StreamEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What a lane used and saved. The tokens of a call are a quarter of its letters until it has ended
 * and says how many there were.
 */
final class LaneUsage {
    private static final double LETTERS_PER_TOKEN = 4;

    private final Map<String, Long> letters = new HashMap<>();
    private long tokensOfEnded;
    private double first = -1;
    private @Nullable Double usd = 0.0;
    private boolean asked;
    private long savedTokens;
    private @Nullable Double savedUsd;

    void first(double seconds) {
        if (first < 0) first = Math.max(0, seconds);
    }

    void letters(String call, int more) {
        letters.merge(call, (long) more, Long::sum);
    }

    void ended(RunEvent.LmEnded event) {
        letters.remove(event.id());
        tokensOfEnded += event.completionTokens();
        if (event.cached()) return;
        asked = true;
        if (event.usd() == null) usd = null;
        else if (usd != null) usd += event.usd();
    }

    void saved(StreamEvent.RuleFired event) {
        var tokens = event.savedTokens();
        if (tokens != null) savedTokens += tokens;
        var dollars = event.savedUsd();
        if (dollars != null) savedUsd = (savedUsd == null ? 0 : savedUsd) + dollars;
    }

    /** Seconds to the first letter, -1 before. */
    double firstLetter() {
        return first;
    }

    long tokens() {
        long open = letters.values().stream().mapToLong(Long::longValue).sum();
        return tokensOfEnded + Math.round(open / LETTERS_PER_TOKEN);
    }

    /** Null while no call has ended, or where a price is not known. */
    @Nullable Double usd() {
        return asked ? usd : null;
    }

    /** Tokens that rules kept from being paid for, at most. */
    long savedTokens() {
        return savedTokens;
    }

    @Nullable Double savedUsd() {
        return savedUsd;
    }
}
