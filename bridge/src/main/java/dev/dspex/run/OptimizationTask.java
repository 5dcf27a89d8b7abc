package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.optimize.Acceptance;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Scores the program on the holdout, searches a better one, scores that on the same rows, and
 * decides by a paired test. What was found is kept in any case.
 */
record OptimizationTask(String run, RunRequest.Optimization request) implements Task {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        status(context, "Scoring the program as it is");
        Scoring before = scoring(context, request.setup(), "before");
        Outcome.Scored scoredBefore = before.score();
        status(context, "Searching with " + request.optimizer());
        Tuning tuning = request.tuning();
        Found found =
                tuning == null
                        ? optimizer(context)
                        : new StudySearch(context, request, tuning).search();
        Setup improved = found.setup();
        Outcome.Improved soFar =
                new Outcome.Improved(
                        request.optimizer(),
                        scoredBefore,
                        null,
                        null,
                        null,
                        false,
                        improved == null
                                ? "The optimizer found nothing."
                                : "It was stopped before the comparison.",
                        found.stateFile(),
                        found.values(),
                        found.best(),
                        found.stopped());
        if (improved == null || context.stopped()) {
            return soFar;
        }
        status(context, "Scoring what was found");
        Scoring after = scoring(context, improved, "after");
        try {
            return compared(soFar, before, after, after.score());
        } catch (RunFailure e) {
            if (context.stopped()) {
                return soFar;
            }
            throw e;
        }
    }

    private static Outcome.Improved compared(
            Outcome.Improved soFar, Scoring before, Scoring after, Outcome.Scored scored) {
        Acceptance.Verdict verdict = Acceptance.compare(before.scores(), after.scores());
        return new Outcome.Improved(
                soFar.optimizer(),
                soFar.before(),
                scored,
                verdict.pValue(),
                verdict.minimumGain(),
                verdict.accepted(),
                verdict.reason(),
                soFar.state(),
                soFar.values(),
                soFar.best(),
                soFar.stopped());
    }

    private Scoring scoring(RunContext context, Setup setup, String candidate) {
        return new Scoring(
                context,
                setup,
                request.holdout(),
                request.metric(),
                request.workers(),
                request.threads(),
                candidate,
                new RowProgress(context.recorder, request.holdout().size()));
    }

    /** One of DSPy's optimizers, as one job. */
    private Found optimizer(RunContext context) throws RunFailure {
        ObjectNode result =
                new Attempts(
                                context,
                                "The search starts again from its beginning on another worker.")
                        .run(() -> job(context));
        Double best = result.path("score").isNumber() ? result.path("score").asDouble() : null;
        boolean stopped = result.path("stopped").asBoolean(false) || context.stopped();
        Setup.State state = keep(result.path("state"));
        return state == null
                ? new Found(null, null, null, best, stopped)
                : new Found(request.setup().withState(state), state.file(), null, best, stopped);
    }

    private static void status(RunContext context, String text) {
        context.recorder.own(new RunEvent.Status(text, null, null));
    }

    private ObjectNode job(RunContext context) {
        ObjectNode job =
                context.jobs.job(
                        "optimize", request.setup(), request.threads() * request.workers());
        job.put("optimizer", request.optimizer()).put("metric", request.metric());
        job.set("settings", request.settings().deepCopy());
        job.set("train", JobMaker.rows(request.train().rows()));
        job.set("validation", JobMaker.rows(request.validation().rows()));
        job.put("teacher", request.lmRoles().get("teacher"));
        return job.put("prompt_lm", request.lmRoles().get("prompt_lm"));
    }

    /** Writes the learned state into the project, whole or not at all. */
    private Setup.@Nullable State keep(JsonNode state) throws RunFailure {
        if (!(state instanceof ObjectNode content)) {
            return null;
        }
        String name = "state/" + request.setup().program().name() + "/" + run + ".json";
        Path file = request.setup().project().resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, MAPPER.writeValueAsString(content) + "\n");
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RunFailure(
                    RunError.of(
                            "state_not_written",
                            "The learned state could not be written to " + name + ".",
                            "Check the folder's permissions and the free space. The run still holds"
                                    + " the state.",
                            e.toString()));
        }
        return new Setup.State(name, content);
    }
}
