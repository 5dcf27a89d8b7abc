package dev.dspex.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A function that the LM writes for a task. */
record ScaffoldTask(RunRequest.Scaffold request) implements Task {
    @Override
    public Outcome run(RunContext context) throws RunFailure {
        ObjectNode result =
                new Attempts(context, "The function is tried again on another worker.")
                        .run(() -> job(context));
        JsonNode node = result.path("node");
        return new Outcome.Written(result.path("trials"), node.isObject() ? node : null);
    }

    private ObjectNode job(RunContext context) {
        ObjectNode job = context.jobs.job("scaffold", request.setup(), 1);
        job.put("task", request.task()).put("function", request.function());
        job.put("max_corrections", request.corrections());
        context.jobs.journalled(job, "", Usage.NONE);
        return job;
    }
}
