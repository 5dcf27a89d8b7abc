package dev.dspex.app.pattern;

import org.jspecify.annotations.Nullable;

/**
 * What was asked of LMs.
 *
 * @param usd of the calls whose price is known; null when none has one
 */
record Spent(int calls, long tokens, @Nullable Double usd) {
    static final Spent NOTHING = new Spent(0, 0, null);

    Spent plus(Spent other) {
        var dollars =
                usd == null ? other.usd : other.usd == null ? usd : Double.valueOf(usd + other.usd);
        return new Spent(calls + other.calls, tokens + other.tokens, dollars);
    }
}
