package dev.dspex.report;

import dev.dspex.report.RunFold.Call;

import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Sums over the LM calls of a run. One unknown price makes a sum unknown: it is never $0. */
final class CostTable {
    private CostTable() {}

    static Report.Costs of(List<Call> calls) {
        return new Report.Costs(
                line("All calls", calls),
                by(calls, call -> call.started() == null ? "unknown" : call.started().node()),
                by(calls, CostTable::model),
                by(calls, call -> call.phase().text()));
    }

    private static String model(Call call) {
        var started = call.started();
        return started == null ? "unknown" : started.model() + ", " + started.role();
    }

    private static List<Report.CostLine> by(List<Call> calls, Function<Call, String> key) {
        var groups = new LinkedHashMap<String, List<Call>>();
        for (var call : calls) {
            groups.computeIfAbsent(key.apply(call), k -> new ArrayList<>()).add(call);
        }
        return groups.entrySet().stream().map(e -> line(e.getKey(), e.getValue())).toList();
    }

    private static Report.CostLine line(String name, List<Call> calls) {
        var latencies = calls.stream().mapToDouble(c -> c.ended().seconds()).toArray();
        return new Report.CostLine(
                name,
                calls.size(),
                calls.stream().mapToLong(c -> c.ended().promptTokens()).sum(),
                calls.stream().mapToLong(c -> c.ended().completionTokens()).sum(),
                usd(calls),
                calls.stream().filter(c -> c.ended().cached()).count(),
                latencies.length == 0 ? null : StatUtils.percentile(latencies, 50),
                latencies.length == 0 ? null : StatUtils.percentile(latencies, 95));
    }

    private static @Nullable Double usd(List<Call> calls) {
        var sum = 0.0;
        for (var call : calls) {
            var usd = call.ended().usd();
            if (usd == null) {
                return null;
            }
            sum += usd;
        }
        return sum;
    }
}
