package dev.dspex.run;

import dev.dspex.event.RunEvent;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The program on rows, scored. */
record EvaluationTask(RunRequest.Evaluation request) implements Task {
    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        Scoring scoring =
                new Scoring(
                        context,
                        request.setup(),
                        request.rows(),
                        request.metric(),
                        request.workers(),
                        request.threads(),
                        null,
                        new RowProgress(context.recorder, request.rows().size()));
        Outcome.Scored scored = scoring.score();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("score", scored.score()).put("n", scored.n()).put("errors", scored.errors());
        context.recorder.own(new RunEvent.Result("evaluate", body));
        return scored;
    }
}
