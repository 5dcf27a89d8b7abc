package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * What answering a row costs with each candidate: LM calls belong to the row whose root call they
 * stand below.
 */
final class CandidateCosts {
    private record Spent(long tokens, double usd, boolean priced) {
        Spent with(RunEvent.LmEnded call) {
            var price = call.usd();
            return new Spent(
                    tokens + call.promptTokens() + call.completionTokens(),
                    usd + (price == null ? 0 : price),
                    priced && price != null);
        }
    }

    private static final Spent NOTHING = new Spent(0, 0, true);

    private static final class Sum {
        int rows;
        long tokens;
        double usd;
        boolean priced = true;
    }

    private final Map<String, String> roots = new HashMap<>();
    private final Map<String, Spent> spent = new HashMap<>();
    private final Map<String, Sum> sums = new HashMap<>();

    void clear() {
        roots.clear();
        spent.clear();
        sums.clear();
    }

    void on(RunEvent event) {
        switch (event) {
            case RunEvent.CallStarted call when call.call().equals("module") ->
                    below(call.id(), call.parent());
            case RunEvent.LmStarted call -> below(call.id(), call.parent());
            case RunEvent.LmEnded call -> {
                var root = roots.remove(call.id());
                if (root != null) spent.merge(root, NOTHING.with(call), (a, _) -> a.with(call));
            }
            case RunEvent.Metric row -> take(row);
            default -> {}
        }
    }

    /** Evaluations and compilations are not in the map, so what they call is a root. */
    private void below(String id, @Nullable String parent) {
        roots.put(id, parent == null ? id : roots.getOrDefault(parent, id));
    }

    private void take(RunEvent.Metric row) {
        var root = row.call();
        if (root == null) return;
        var used = spent.remove(root);
        if (used == null || row.candidate() == null) return;
        var sum = sums.computeIfAbsent(row.candidate(), _ -> new Sum());
        sum.rows++;
        sum.tokens += used.tokens();
        sum.usd += used.usd();
        sum.priced &= used.priced();
    }

    /** Mean tokens a row, null when no row was seen. */
    @Nullable Double tokensPerRow(String candidate) {
        var sum = sums.get(candidate);
        return sum == null ? null : Double.valueOf((double) sum.tokens / sum.rows);
    }

    /** Dollars for 1,000 rows, null when no row was seen, a price is unknown or all was free. */
    @Nullable Double dollarsPer1000(String candidate) {
        var sum = sums.get(candidate);
        return sum == null || !sum.priced || sum.usd == 0
                ? null
                : Double.valueOf(sum.usd / sum.rows * 1000);
    }
}
