package dev.dspex.run;

import dev.dspex.event.RunEvent;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gets instructions and sets of demonstrations for the variables that could be anything. */
final class Proposals {
    private static final int COUNT = 4;

    private final RunContext context;
    private final RunRequest.Optimization request;

    Proposals(RunContext context, RunRequest.Optimization request) {
        this.context = context;
        this.request = request;
    }

    /** The tuning with something to choose among for each of its variables. */
    Tuning complete(Tuning tuning) throws RunFailure {
        List<Tuning.Open> open = tuning.open();
        if (open.isEmpty()) {
            return tuning;
        }
        context.recorder.own(
                new RunEvent.Status("Proposing instructions and demonstrations", null, null));
        ObjectNode result =
                new Attempts(context, "The proposals are made again on another worker.")
                        .run(() -> job(open));
        Map<String, List<JsonNode>> options = new HashMap<>();
        for (Tuning.Open variable : open) {
            List<JsonNode> found = new ArrayList<>();
            result.path("nodes")
                    .path(variable.node())
                    .path(variable.demos() ? "demos" : "instructions")
                    .forEach(found::add);
            options.put(variable.variable(), found);
        }
        return tuning.choosing(options);
    }

    private ObjectNode job(List<Tuning.Open> open) {
        ObjectNode job =
                context.jobs.job("propose", request.setup(), request.threads() * request.workers());
        job.put("metric", request.metric());
        job.set("train", JobMaker.rows(request.train().rows()));
        job.put("count", request.settings().path("proposals").asInt(COUNT));
        job.put("instructions", open.stream().anyMatch(variable -> !variable.demos()));
        open.stream()
                .filter(Tuning.Open::demos)
                .mapToInt(Tuning.Open::most)
                .max()
                .ifPresent(most -> job.put("most_demos", most));
        job.put("teacher", request.lmRoles().get("teacher"));
        job.put("prompt_lm", request.lmRoles().get("prompt_lm"));
        ArrayNode nodes = job.putArray("nodes");
        open.stream().map(Tuning.Open::node).distinct().forEach(nodes::add);
        context.jobs.journalled(job, "propose", Usage.NONE);
        return job;
    }
}
