package dev.dspex.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** What answering a row costs with each candidate, and how long it takes. Not thread-safe. */
public final class CandidateCosts {
    private static final class Sum {
        int rows;
        int costed;
        double seconds;
        long tokens;
        @Nullable Double usd = 0.0;
    }

    private final Map<String, Sum> sums = new HashMap<>();

    public void clear() {
        sums.clear();
    }

    /**
     * @param made null where the calls of the row were not seen
     */
    public void add(String candidate, RunEvent.Metric scored, RowCalls.@Nullable Row made) {
        var sum = sums.computeIfAbsent(candidate, _ -> new Sum());
        sum.rows++;
        sum.seconds += scored.seconds();
        if (made == null || made.prompts().isEmpty()) return;
        sum.costed++;
        sum.tokens += made.tokens();
        sum.usd =
                sum.usd == null || made.usd() == null ? null : Double.valueOf(sum.usd + made.usd());
    }

    /** Mean tokens a row, null when no call of a row was seen. */
    public @Nullable Double tokensPerRow(String candidate) {
        var sum = sums.get(candidate);
        return sum == null || sum.costed == 0
                ? null
                : Double.valueOf((double) sum.tokens / sum.costed);
    }

    /** Dollars for 1,000 rows, null when no row was seen, a price is unknown or all was free. */
    public @Nullable Double dollarsPer1000(String candidate) {
        var sum = sums.get(candidate);
        return sum == null || sum.costed == 0 || sum.usd == null || sum.usd == 0
                ? null
                : Double.valueOf(sum.usd / sum.costed * 1000);
    }

    /** Mean seconds a row, null when no row was seen or none was timed. */
    public @Nullable Double secondsPerRow(String candidate) {
        var sum = sums.get(candidate);
        return sum == null || sum.seconds == 0 ? null : Double.valueOf(sum.seconds / sum.rows);
    }
}
