package dev.dspex.app.optimize;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Which worker did what when: rows that were answered, and instructions that were written. A worker
 * has a lane for each thing that it does at once.
 */
final class WorkerSpans {
    /** What a worker did. */
    enum Kind {
        ROW,
        WRITING,
        LOST
    }

    /**
     * @param from epoch milliseconds
     * @param candidate empty where the row belongs to none, or to one that is not told
     */
    record Span(
            String worker,
            int lane,
            double from,
            double to,
            Kind kind,
            String candidate,
            String row) {}

    /**
     * The number of workers was changed.
     *
     * @param at epoch milliseconds
     */
    record Resized(double at, int workers) {}

    private static final int UNSCORED = 256;

    private record Begun(String worker, int lane, double from, Kind kind, String row) {}

    private final SequencedMap<String, List<Double>> lanes = new LinkedHashMap<>();
    private final Map<String, Begun> open = new HashMap<>();
    private final SequencedMap<String, Integer> unscored = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Resized> resized = new ArrayList<>();

    void clear() {
        lanes.clear();
        open.clear();
        unscored.clear();
        spans.clear();
        resized.clear();
    }

    void on(Stamped stamped) {
        if (stamped.event() instanceof RunEvent.Decision decision
                && decision.chosen().path("workers").isInt())
            resized.add(new Resized(stamped.wall(), decision.chosen().path("workers").intValue()));
        var worker = stamped.worker();
        if (worker == null) return;
        double wall = stamped.wall();
        switch (stamped.event()) {
            case RunEvent.CallStarted call when isRow(call) ->
                    begin(call.id(), worker, wall, Kind.ROW, call.row());
            case RunEvent.LmStarted call when Writings.writes(call.role()) ->
                    begin(call.id(), worker, wall, Kind.WRITING, null);
            case RunEvent.CallEnded call -> end(call.id(), wall);
            case RunEvent.LmEnded call -> end(call.id(), wall);
            case RunEvent.Metric row -> scored(row, worker, wall);
            case RunEvent.JobEnded job when job.outcome() == RunEvent.Outcome.LOST ->
                    lost(worker, wall);
            default -> {}
        }
    }

    /** A call of the whole program. */
    private static boolean isRow(RunEvent.CallStarted call) {
        return call.call().equals("module") && call.node().isEmpty() && call.row() != null;
    }

    private void begin(String id, String worker, double at, Kind kind, @Nullable String row) {
        int lane = lane(worker, at);
        open.put(id, new Begun(worker, lane, at, kind, row == null ? "" : row));
        busy(worker, lane, Double.MAX_VALUE);
    }

    private int lane(String worker, double at) {
        var own = lanes.computeIfAbsent(worker, _ -> new ArrayList<>());
        for (int i = 0; i < own.size(); i++) if (own.get(i) <= at) return i;
        own.add(at);
        return own.size() - 1;
    }

    private void busy(String worker, int lane, double until) {
        var own = lanes.get(worker);
        if (own != null) own.set(lane, until);
    }

    private void end(String id, double at) {
        var begun = open.remove(id);
        if (begun == null) return;
        busy(begun.worker, begun.lane, at);
        if (begun.kind == Kind.ROW) {
            unscored.put(id, spans.size());
            if (unscored.size() > UNSCORED) unscored.pollFirstEntry();
        }
        spans.add(new Span(begun.worker, begun.lane, begun.from, at, begun.kind, "", begun.row));
    }

    /** The score of a row says which candidate answered it. */
    private void scored(RunEvent.Metric row, String worker, double at) {
        var id = row.candidate() == null ? "" : row.candidate();
        var call = row.call();
        var name = row.row() == null ? "" : row.row();
        if (call != null) end(call, at);
        var index = call == null ? null : unscored.remove(call);
        if (index != null) {
            var span = spans.get(index);
            spans.set(
                    index,
                    new Span(span.worker, span.lane, span.from, span.to, Kind.ROW, id, name));
            return;
        }
        double from = at - row.seconds() * 1000;
        int lane = lane(worker, from + 1);
        busy(worker, lane, at);
        spans.add(new Span(worker, lane, from, at, Kind.ROW, id, name));
    }

    private void lost(String worker, double at) {
        for (var id : List.copyOf(open.keySet())) {
            var begun = open.get(id);
            if (begun == null || !begun.worker.equals(worker)) continue;
            open.remove(id);
            busy(worker, begun.lane, at);
            spans.add(new Span(worker, begun.lane, begun.from, at, Kind.LOST, "", begun.row));
        }
    }

    /** In the order they ended. */
    List<Span> spans() {
        return java.util.Collections.unmodifiableList(spans);
    }

    List<Resized> resized() {
        return java.util.Collections.unmodifiableList(resized);
    }

    /** Lanes by worker, in the order the workers first did something. */
    SequencedMap<String, Integer> lanes() {
        var counts = new LinkedHashMap<String, Integer>();
        lanes.forEach((worker, own) -> counts.put(worker, own.size()));
        return counts;
    }
}
