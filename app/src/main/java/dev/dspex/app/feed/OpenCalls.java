package dev.dspex.app.feed;

import dev.dspex.event.RunEvent;
import dev.dspex.event.Stamped;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The calls of modules, LMs and tools that have begun and not ended, with the worker each is on: a
 * worker that is lost says nothing of its calls any more.
 */
public final class OpenCalls {
    private final Map<String, String> workers = new HashMap<>();

    public void clear() {
        workers.clear();
    }

    /** Takes an event; gives the ids of the calls that end with it because their worker is lost. */
    public List<String> lostBy(Stamped stamped) {
        var worker = Objects.requireNonNullElse(stamped.worker(), "");
        switch (stamped.event()) {
            case RunEvent.CallStarted call -> workers.put(call.id(), worker);
            case RunEvent.LmStarted call -> workers.put(call.id(), worker);
            case RunEvent.ToolStarted call -> workers.put(call.id(), worker);
            case RunEvent.CallEnded call -> workers.remove(call.id());
            case RunEvent.LmEnded call -> workers.remove(call.id());
            case RunEvent.ToolEnded call -> workers.remove(call.id());
            case RunEvent.JobEnded end when end.outcome() == RunEvent.Outcome.LOST -> {
                var lost =
                        workers.entrySet().stream()
                                .filter(open -> open.getValue().equals(worker))
                                .map(Map.Entry::getKey)
                                .toList();
                lost.forEach(workers::remove);
                return lost;
            }
            default -> {}
        }
        return List.of();
    }
}
