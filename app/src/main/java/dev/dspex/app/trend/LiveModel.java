package dev.dspex.app.trend;

import dev.dspex.app.feed.RunFeed;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How fast a run goes: tokens a second over time, and the latency of its LM calls. The tokens of a
 * call are spread over the seconds that it took; time is measured from the first event of the run.
 */
public final class LiveModel extends RunFeed {
    /** Tokens a second within one second of the run. */
    record Rate(int second, double tokens) {}

    /** Latency in seconds of the calls that ended within one slot of time. */
    record Latency(double seconds, double p50, double p95, int calls) {}

    /** Slots of the latency line: one a second at first, coarser the longer the run. */
    private static final int SLOTS = 120;

    private record Call(double ended, double seconds) {}

    private final List<Call> calls = new ArrayList<>();
    private double[] tokens = new double[256];
    private int seconds;
    private double startedAt = -1;

    @Override
    protected void reset() {
        calls.clear();
        Arrays.fill(tokens, 0);
        seconds = 0;
        startedAt = -1;
    }

    @Override
    protected void on(Stamped stamped) {
        if (startedAt < 0) startedAt = stamped.wall();
        if (!(stamped.event() instanceof RunEvent.LmEnded call) || call.error() != null) return;
        double end = Math.max(0, (stamped.wall() - startedAt) / 1000);
        if (!call.cached()) calls.add(new Call(end, call.seconds()));
        spread(Math.max(0, end - call.seconds()), end, call.completionTokens());
    }

    private void spread(double from, double to, double count) {
        int first = (int) from;
        int last = (int) to;
        if (last >= tokens.length)
            tokens = Arrays.copyOf(tokens, Math.max(last + 1, tokens.length * 2));
        seconds = Math.max(seconds, last + 1);
        double length = to - from;
        for (int second = first; second <= last; second++) {
            double share =
                    length < 1e-6
                            ? 1.0 / (last - first + 1)
                            : (Math.min(to, second + 1) - Math.max(from, second)) / length;
            tokens[second] += count * share;
        }
    }

    /** Completion tokens in each second, without gaps. */
    List<Rate> rates() {
        var rates = new ArrayList<Rate>();
        for (int second = 0; second < seconds; second++)
            rates.add(new Rate(second, tokens[second]));
        return rates;
    }

    /** Median and 95th percentile by slots of time; slots without a call are left out. */
    List<Latency> latencies() {
        if (calls.isEmpty()) return List.of();
        double end = calls.stream().mapToDouble(Call::ended).max().orElse(0);
        double width = Math.max(1, Math.ceil(end / SLOTS));
        var slots = new ArrayList<List<Double>>();
        for (var call : calls) {
            int slot = (int) (call.ended() / width);
            while (slots.size() <= slot) slots.add(new ArrayList<>());
            slots.get(slot).add(call.seconds());
        }
        var result = new ArrayList<Latency>();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            if (!slot.isEmpty())
                result.add(
                        new Latency(
                                (i + 0.5) * width,
                                percentile(slot, 0.5),
                                percentile(slot, 0.95),
                                slot.size()));
        }
        return result;
    }

    /** Calls that were really made, without those from the cache. */
    public int calls() {
        return calls.size();
    }

    /** A percentile of the latency of all calls; 0 before the first. */
    public double latency(double share) {
        return calls.isEmpty()
                ? 0
                : percentile(new ArrayList<>(calls.stream().map(Call::seconds).toList()), share);
    }

    /** Nearest rank: a value that was measured. */
    static double percentile(List<Double> values, double share) {
        values.sort(Double::compare);
        return values.get(
                (int) Math.clamp(Math.ceil(share * values.size()) - 1, 0, values.size() - 1));
    }
}
