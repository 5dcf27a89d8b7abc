package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Supplier;

/**
 * A job that gives one result at its end: when its worker is lost, it is started again from its
 * beginning on another one.
 */
final class Attempts {
    /** A job that loses this many workers is given up: it is likely what kills them. */
    private static final int LOSSES = 3;

    private final RunContext context;
    private final String again;

    /**
     * @param again what a fault event says of a new attempt
     */
    Attempts(RunContext context, String again) {
        this.context = context;
        this.again = again;
    }

    /**
     * Runs the job until a worker has seen it to its end.
     *
     * @param job makes the job anew, with an id of its own
     * @return body of its result
     */
    ObjectNode run(Supplier<ObjectNode> job) throws RunFailure {
        for (int losses = 1; ; losses++) {
            JobReport report = context.run(job.get());
            if (report.outcome() != RunEvent.Outcome.LOST) {
                return report.required();
            }
            RunError error = report.error();
            String why = error == null ? "" : error.log();
            if (losses == LOSSES) {
                throw new RunFailure(givenUp(why));
            }
            context.recorder.about(
                    report.worker(),
                    new RunEvent.Fault("worker_lost", report.job(), List.of(), again, why));
        }
    }

    private static RunError givenUp(String why) {
        return RunError.of(
                "worker_lost",
                LOSSES + " Python workers were lost on the same work. The last: " + why,
                "Look at the memory that is free, and at what the program's tools and the metric"
                        + " do.",
                why);
    }
}
