package dev.dspex.store;

import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events for stores to keep. */
final class StoreEvents {
    private StoreEvents() {}

    static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Stamped event(String run, long seq, RunEvent event) {
        return new Stamped(run, seq, 1_000_000 + seq, seq, "w1", event);
    }

    static RunEvent queued() {
        return new RunEvent.RunQueued("evaluate", "triage", JSON.objectNode().put("seed", 7));
    }

    static RunEvent log(String text) {
        return new RunEvent.Log("info", "test", text);
    }

    static RunEvent finished() {
        return finished("{\"score\": 0.75, \"usage\": {\"calls\": 12, \"usd\": 0.5}}");
    }

    static RunEvent finished(String summary) {
        return new RunEvent.RunFinished(
                RunStatus.FINISHED, null, 1.5, JsonMapper.shared().readTree(summary));
    }

    static RunEvent.Provenance provenance() {
        return new RunEvent.Provenance(
                null,
                null,
                "3.4.1",
                "3.11",
                "1.0.0",
                "Linux",
                java.util.Map.of(),
                "ChatAdapter",
                7L,
                java.util.Map.of());
    }
}
