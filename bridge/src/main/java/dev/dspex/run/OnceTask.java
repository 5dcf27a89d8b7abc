package dev.dspex.run;

import tools.jackson.databind.node.ObjectNode;

/** The program once. */
record OnceTask(RunRequest.Once request) implements Task {
    @Override
    public Outcome run(RunContext context) throws RunFailure {
        ObjectNode job = context.jobs.job("run", request.setup(), 1);
        job.set("inputs", request.inputs().deepCopy());
        job.put("stream", request.stream());
        ObjectNode result = context.run(job).required();
        if (result.path("error") instanceof ObjectNode error) {
            throw new RunFailure(RunContext.error(error));
        }
        return new Outcome.Outputs(result.path("outputs"));
    }
}
