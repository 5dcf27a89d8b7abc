package dev.dspex.run;

import dev.dspex.event.RunEvent;
import dev.dspex.program.ProgramFile;
import dev.dspex.variable.Leases;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;

/** A request as {@code run_queued} keeps it: what it takes to repeat the run, without a key. */
final class RequestJson {
    private RequestJson() {}

    static ObjectNode of(RunRequest request) {
        Setup setup = request.setup();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", request.kind());
        if (setup.programFile() != null) {
            json.put("program_file", setup.programFile());
        }
        json.set("program", ProgramFile.json(setup.program()));
        json.put("state", setup.state() == null ? null : setup.state().file());
        json.put("lm", setup.lm().alias())
                .put("adapter", setup.adapter())
                .put("seed", setup.seed());
        if (setup.variables() != null) {
            json.set("variables", setup.variables().values().deepCopy());
        }
        switch (request) {
            case RunRequest.Once once -> {
                json.set("inputs", once.inputs().deepCopy());
                json.put("stream", once.stream());
                once.part().tell(json);
            }
            case RunRequest.Streams streams -> {
                json.set("inputs", streams.inputs().deepCopy());
                json.set("expected", streams.expected().deepCopy());
                json.set("streams", streams.plan().json());
                streams.part().tell(json);
            }
            case RunRequest.Scaffold scaffold ->
                    json.put("task", scaffold.task())
                            .put("function", scaffold.function())
                            .put("corrections", scaffold.corrections());
            case RunRequest.Evaluation evaluation -> {
                json.put("metric", evaluation.metric()).put("split", evaluation.rows().split());
                data(json.putObject("data"), evaluation.rows());
                if (evaluation.limit() != null) {
                    json.put("limit", evaluation.limit());
                }
                json.put("workers", evaluation.workers()).put("threads", evaluation.threads());
            }
            case RunRequest.Session session -> session(json, session);
            case RunRequest.Agents agents -> agents(json, agents);
            case RunRequest.Optimization optimization -> optimization(json, optimization);
        }
        return json;
    }

    private static void session(ObjectNode json, RunRequest.Session request) {
        json.put("metric", request.metric()).put("split", request.rows().split());
        data(json.putObject("data"), request.rows());
        SessionJson.write(json, request);
    }

    private static void agents(ObjectNode json, RunRequest.Agents request) {
        json.put("metric", request.metric()).put("split", request.rows().split());
        data(json.putObject("data"), request.rows());
        AgentsJson.write(json, request);
    }

    private static void optimization(ObjectNode json, RunRequest.Optimization request) {
        json.put("optimizer", request.optimizer());
        json.set("settings", request.settings().deepCopy());
        if (request.tuning() != null) {
            json.set("space", request.tuning().space());
        }
        for (Map.Entry<String, String> role : request.lmRoles().entrySet()) {
            json.put(role.getKey(), role.getValue());
        }
        json.put("metric", request.metric()).put("split", request.holdout().split());
        ObjectNode data = json.putObject("data");
        data(data, request.train());
        data(data, request.validation());
        data(data, request.test());
        json.put("workers", request.workers()).put("threads", request.threads());
        ObjectNode counts = json.putObject("rows");
        for (Rows rows :
                new @Nullable Rows[] {request.train(), request.validation(), request.test()}) {
            if (rows != null) {
                counts.put(rows.split(), rows.size());
            }
        }
        request.limits().tell(json);
    }

    /** The limits of a request, or of what a run was last told. */
    static Limits limits(JsonNode json) {
        JsonNode cap = json.path("cap");
        JsonNode calls = cap.path("calls");
        JsonNode tokens = cap.path("tokens");
        JsonNode usd = cap.path("usd");
        JsonNode atOnce = json.path("at_once");
        JsonNode workers = json.path("workers_at_once");
        boolean none = !calls.isNumber() && !tokens.isNumber() && !usd.isNumber();
        return new Limits(
                none
                        ? null
                        : new RunEvent.Cap(
                                calls.isNumber() ? calls.asLong() : null,
                                tokens.isNumber() ? tokens.asLong() : null,
                                usd.isNumber() ? usd.asDouble() : null),
                null,
                atOnce.isNumber() ? atOnce.asInt() : null,
                workers.isNumber() ? workers.asInt() : null,
                json.path("anyway").asBoolean(false),
                Leases.WhenHeld.WAIT);
    }

    private static void data(ObjectNode data, @Nullable Rows rows) {
        if (rows != null && rows.file() != null) {
            data.put(rows.split(), rows.file());
        }
    }
}
