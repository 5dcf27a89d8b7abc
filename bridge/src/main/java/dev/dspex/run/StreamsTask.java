package dev.dspex.run;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The program in several streams on one input. */
record StreamsTask(RunRequest.Streams request) implements Task {
    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        ObjectNode result =
                new Attempts(context, "The streams start again on another worker.")
                        .run(() -> job(context));
        if (result.path("error") instanceof ObjectNode error) {
            throw new RunFailure(RunContext.error(error));
        }
        JsonNode winner = result.path("winner");
        return new Outcome.Merged(
                result.path("outputs"),
                winner.isString() ? winner.asString() : null,
                result.path("why").asString(""),
                result.path("lanes"));
    }

    private ObjectNode job(RunContext context) {
        ObjectNode job = context.jobs.job("stream", request.setup(), 1);
        job.set("inputs", request.inputs().deepCopy());
        job.set("expected", request.expected().deepCopy());
        job.setAll(request.plan().json());
        request.part().tell(job);
        context.jobs.journalled(job, "", Usage.NONE);
        return job;
    }
}
