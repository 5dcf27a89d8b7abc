package dev.dspex.app.stream;

import dev.dspex.app.feed.OpenCalls;
import dev.dspex.app.feed.RunFeed;
import dev.dspex.app.kit.RunState;
import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The streams of one run: a lane for each field that a node writes, in the order they began. */
public final class StreamsModel extends RunFeed {
    /** An LM call that is under way. */
    private record Call(String node, double started) {}

    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Call> calls = new HashMap<>();
    private final OpenCalls open = new OpenCalls();
    private boolean ended;

    @Override
    protected void reset() {
        lanes.clear();
        calls.clear();
        open.clear();
        ended = false;
    }

    @Override
    protected void on(Stamped stamped) {
        for (var lost : open.lostBy(stamped)) {
            calls.remove(lost);
            for (var lane : lanes.values()) lane.lose(lost);
        }
        switch (stamped.event()) {
            case RunEvent.LmStarted call ->
                    calls.put(call.id(), new Call(call.node(), stamped.wall()));
            case RunEvent.Token token ->
                    lane(token).add(token, stamped.wall(), startOf(token.id(), stamped.wall()));
            case RunEvent.LmEnded call -> end(call);
            case RunEvent.RunFinished end -> {
                ended = true;
                var state =
                        end.status() == dev.dspex.event.RunStatus.FAILED
                                ? RunState.ERROR
                                : RunState.PAUSED;
                for (var lane : lanes.values()) lane.close(state);
            }
            default -> {}
        }
    }

    private Lane lane(RunEvent.Token token) {
        var field = token.field() == null ? "" : token.field();
        var side = token.lane() == null ? "" : token.lane();
        var shown = side.isEmpty() ? field : side + " " + field;
        return lanes.computeIfAbsent(
                side + "\n" + token.node() + "\n" + field, _ -> new Lane(token.node(), shown));
    }

    private double startOf(String call, double fallback) {
        var known = calls.get(call);
        return known == null ? fallback : known.started();
    }

    private void end(RunEvent.LmEnded ended) {
        calls.remove(ended.id());
        long letters = lanes.values().stream().mapToLong(lane -> lane.lettersOf(ended.id())).sum();
        for (var lane : lanes.values()) lane.end(ended, letters);
    }

    public List<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** Lanes that are being written now. */
    public int live() {
        return (int)
                lanes.values().stream().filter(lane -> lane.state() == RunState.RUNNING).count();
    }

    public boolean ended() {
        return ended;
    }
}
