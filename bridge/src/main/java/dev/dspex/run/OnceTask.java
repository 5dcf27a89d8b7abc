package dev.dspex.run;

import tools.jackson.databind.node.ObjectNode;

/** The program once. */
record OnceTask(RunRequest.Once request) implements Task {
    @Override
    public Outcome run(RunContext context) throws RunFailure {
        ObjectNode result =
                new Attempts(context, "The program starts again on another worker.")
                        .run(() -> job(context));
        if (result.path("error") instanceof ObjectNode error) {
            throw new RunFailure(RunContext.error(error));
        }
        return new Outcome.Outputs(result.path("outputs"));
    }

    private ObjectNode job(RunContext context) {
        ObjectNode job = context.jobs.job("run", request.setup(), 1);
        job.set("inputs", request.inputs().deepCopy());
        request.part().tell(job);
        context.jobs.journalled(job, "", Usage.NONE);
        return job.put("stream", request.stream());
    }
}
