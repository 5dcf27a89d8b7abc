package dev.dspex.run;

import dev.dspex.event.EventType;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.program.ProgramFile;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the last evaluation of a program with an LM took.
 *
 * @param calls LM calls a row
 * @param promptTokens tokens a call, as are {@code completionTokens}
 * @param seconds of a call; null where it says nothing, as with the Practice LM
 */
record PastCalls(
        double calls, double promptTokens, double completionTokens, @Nullable Double seconds) {
    private static final int RUNS = 50;
    private static final int TIMED = 500;

    /** Of the same nodes with the same LM; empty where there is none. Reads the store. */
    static Optional<PastCalls> of(RunStore store, Setup setup) {
        JsonNode nodes = shape(ProgramFile.json(setup.program()));
        RunFilter evaluations =
                new RunFilter("evaluate", setup.program().name(), Set.of(RunStatus.FINISHED), RUNS);
        return store.runs(evaluations).stream()
                .filter(run -> run.request().path("lm").asString("").equals(setup.lm().alias()))
                .filter(run -> shape(run.request().path("program")).equals(nodes))
                .filter(run -> run.calls() > 0 && run.summary().path("n").asInt(0) > 0)
                .findFirst()
                .map(run -> of(store, run, setup.lm().practice() != null));
    }

    private static PastCalls of(RunStore store, RunSummary run, boolean practice) {
        double calls = run.calls();
        return new PastCalls(
                calls / run.summary().path("n").asInt(1),
                run.promptTokens() / calls,
                run.completionTokens() / calls,
                practice ? null : seconds(store, run.id()));
    }

    private static @Nullable Double seconds(RunStore store, String run) {
        try (Stream<Stamped> ended = store.events(run, 0, Set.of(EventType.LM_ENDED))) {
            DoubleSummaryStatistics seconds =
                    ended.map(Stamped::event)
                            .filter(RunEvent.LmEnded.class::isInstance)
                            .map(RunEvent.LmEnded.class::cast)
                            .filter(call -> !call.cached() && call.error() == null)
                            .limit(TIMED)
                            .mapToDouble(RunEvent.LmEnded::seconds)
                            .summaryStatistics();
            return seconds.getCount() == 0 ? null : (Double) seconds.getAverage();
        }
    }

    /** Ids and kinds of the nodes: what decides how often an LM is called. */
    private static JsonNode shape(JsonNode program) {
        ObjectNode shape = JsonNodeFactory.instance.objectNode();
        program.path("nodes").forEach(node -> shape.set(node.path("id").asString(""), kind(node)));
        return shape;
    }

    private static JsonNode kind(JsonNode node) {
        return node.path("kind").asString("").equals("program")
                ? shape(node.path("program"))
                : JsonNodeFactory.instance.stringNode(node.path("kind").asString(""));
    }

    /** As the job kind {@code forecast} has its {@code seen}. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("calls", calls)
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("seconds", seconds);
    }
}
