package dev.dspex.store;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The summary of a run while it grows; used by the writer's thread alone. */
final class Tally {

    final String id;
    final int number;
    String kind = "";
    String program = "";
    RunStatus status = RunStatus.QUEUED;
    double queued;
    @Nullable Double started;
    @Nullable Double ended;
    @Nullable Double score;
    long lastSeq;
    double lastWall;
    long calls;
    long promptTokens;
    long completionTokens;
    @Nullable Double usd;
    @Nullable RunError error;
    JsonNode request = JsonNodeFactory.instance.nullNode();
    JsonNode summary = JsonNodeFactory.instance.nullNode();

    Tally(String id, int number) {
        this.id = id;
        this.number = number;
    }

    Tally(RunSummary summary, double lastWall) {
        this(summary.id(), summary.number());
        this.kind = summary.kind();
        this.program = summary.program();
        this.status = summary.status();
        this.queued = summary.queued();
        this.started = summary.started();
        this.ended = summary.ended();
        this.score = summary.score();
        this.lastSeq = summary.lastSeq();
        this.lastWall = lastWall;
        this.calls = summary.calls();
        this.promptTokens = summary.promptTokens();
        this.completionTokens = summary.completionTokens();
        this.usd = summary.usd();
        this.error = summary.error();
        this.request = summary.request();
        this.summary = summary.summary();
    }

    void add(Stamped stamped) {
        if (stamped.seq() != lastSeq + 1) {
            throw new StoreException(
                    "store_sequence",
                    "The events of the run arrived out of order.",
                    "Report this as a defect.",
                    "run " + id + " has event " + lastSeq + ", got " + stamped.seq());
        }
        if (lastSeq == 0) {
            queued = stamped.wall();
        }
        lastSeq = stamped.seq();
        lastWall = stamped.wall();
        switch (stamped.event()) {
            case RunEvent.RunQueued event -> {
                kind = event.kind();
                program = event.program();
                request = event.request();
            }
            case RunEvent.RunStarted _ -> {
                // A run that had ended goes on.
                status = RunStatus.RUNNING;
                started = stamped.wall();
                ended = null;
                error = null;
                summary = JsonNodeFactory.instance.nullNode();
            }
            case RunEvent.Budget event -> {
                calls = event.calls();
                promptTokens = event.promptTokens();
                completionTokens = event.completionTokens();
                usd = event.usd();
            }
            case RunEvent.JobStarted event when event.kind().equals("optimize") -> score = null;
            case RunEvent.Trial event -> score = event.best() == null ? score : event.best();
            case RunEvent.Result event -> score = number(event.body(), "score", score);
            case RunEvent.RunFinished event -> finish(event, stamped.wall());
            default -> {
                // Details that no list of runs shows.
            }
        }
    }

    private void finish(RunEvent.RunFinished event, double wall) {
        status = event.status();
        ended = wall;
        error = event.error();
        summary = event.summary();
        score = number(summary.path("after"), "score", number(summary, "score", score));
        JsonNode usage = summary.path("usage");
        calls = usage.path("calls").asLong(calls);
        promptTokens = usage.path("prompt_tokens").asLong(promptTokens);
        completionTokens = usage.path("completion_tokens").asLong(completionTokens);
        usd = usage.has("usd") ? number(usage, "usd", null) : usd;
    }

    private static @Nullable Double number(JsonNode json, String key, @Nullable Double otherwise) {
        JsonNode value = json.path(key);
        return value.isNumber() ? (Double) value.asDouble(0) : otherwise;
    }
}
