package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.Lease;
import dev.dspex.orchestration.Course;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Set;

/**
 * What a module of a session gave for a task.
 *
 * @param text its outputs in a form in which equal answers are equal; null where it failed
 * @param outputs by field; null where it failed
 * @param score 0 to 1; 0 where it failed
 * @param usd what it cost, 0 where no price is known
 * @param error why it failed; null where it did not
 */
record ArmAnswer(
        String arm,
        @Nullable String text,
        @Nullable JsonNode outputs,
        double score,
        double usd,
        double seconds,
        @Nullable RunError error) {
    /** What goes wrong with the whole run, whichever module is asked. */
    static final Set<String> OF_THE_RUN =
            Set.of(
                    "paused",
                    "cap_reached",
                    "price_unknown",
                    "cap_unbounded",
                    "replay_miss",
                    "journal_damaged",
                    "journal_diverged",
                    "journal_not_written");

    /** Why it failed; empty where it did not. */
    String why() {
        return error == null ? "" : error.message();
    }

    Outcome.OfArm total() {
        return new Outcome.OfArm(1, text == null ? 1 : 0, score, usd, seconds);
    }

    SessionEvent.Answer told() {
        return new SessionEvent.Answer(score, usd, seconds, error == null ? null : error.code());
    }

    /**
     * Asks a module; what goes wrong with the task is an answer, what ends the run is thrown.
     *
     * @param task number within the session
     */
    static ArmAnswer of(
            RunContext context,
            RunRequest.Session request,
            Setup setup,
            String arm,
            int task,
            Rows.Row row,
            Course course)
            throws RunFailure {
        ObjectNode job = context.jobs.job("evaluate", setup, 1);
        job.put("metric", SessionScore.metric(request, row.values()));
        job.put("split", request.rows().split());
        job.put("candidate", arm);
        job.set("rows", JobMaker.rows(List.of(row)));
        cool(job, course.temperature());
        context.jobs.journalled(job, "task " + task + " " + arm, Usage.NONE);
        var heard = new Heard();
        try (Lease lease = context.lease()) {
            JobReport report = context.run(lease, job, ArmAnswer::ofTheTask, heard::take);
            if (report.outcome() == RunEvent.Outcome.CANCELLED) throw RunFailure.stopped();
            RunError error = heard.error != null ? heard.error : report.error();
            if (error != null && OF_THE_RUN.contains(error.code())) throw new RunFailure(error);
            // nobody can score it: that it is whole counts
            Double whole = heard.answered && error == null ? Double.valueOf(1) : null;
            Double score = heard.score == null ? whole : heard.score;
            return new ArmAnswer(
                    arm,
                    score == null ? null : plain(heard.outputs),
                    score == null ? null : heard.outputs,
                    score == null ? 0 : score,
                    heard.usd,
                    heard.seconds,
                    error);
        }
    }

    /** Every LM that has a temperature gets it multiplied. */
    private static void cool(ObjectNode job, double factor) {
        if (factor == 1) return;
        for (JsonNode lm : job.path("lms")) {
            if (lm.path("parameters") instanceof ObjectNode parameters
                    && parameters.path("temperature").isNumber()) {
                double usual = parameters.path("temperature").asDouble();
                parameters.put("temperature", usual * factor);
            }
        }
    }

    /** The progress of the session is its own matter. */
    private static boolean ofTheTask(ObjectNode event) {
        String type = event.path("type").asString("");
        return !type.equals("status") && !type.equals("result");
    }

    /** Texts but for case and space, without how the module came to its answer. */
    private static String plain(@Nullable JsonNode outputs) {
        if (outputs == null) return "";
        var text = new StringBuilder();
        outputs.forEachEntry(
                (field, value) -> {
                    if (field.equals("reasoning") || field.equals("trajectory")) return;
                    String said = value.isString() ? value.asString() : value.toString();
                    text.append(field).append('=');
                    text.append(
                            said.toLowerCase(java.util.Locale.ROOT)
                                    .strip()
                                    .replaceAll("\\s+", " "));
                    text.append('\n');
                });
        return text.toString();
    }

    private static final class Heard {
        private @Nullable Double score;
        private boolean answered;
        private @Nullable JsonNode outputs;
        private @Nullable RunError error;
        private double usd;
        private double seconds;

        void take(Stamped stamped) {
            switch (stamped.event()) {
                case RunEvent.Metric metric -> {
                    score = metric.score();
                    answered = metric.error() == null;
                    outputs = metric.outputs();
                    error = metric.error();
                    seconds = metric.seconds();
                }
                case RunEvent.LmEnded ended -> usd += ended.usd() == null ? 0 : ended.usd();
                default -> {}
            }
        }
    }
}
