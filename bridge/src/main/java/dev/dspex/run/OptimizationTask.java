package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.optimize.Acceptance;
import dev.dspex.optimize.Sampler;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores the program on the holdout, searches a better one, scores that on the same rows, and
 * decides by a paired test. What was found is kept in any case.
 */
record OptimizationTask(String run, RunRequest.Optimization request) implements Task {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Share of a cap on calls that both scorings of the comparison may take. */
    private static final double COMPARISON = 0.4;

    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        Rows holdout = holdout();
        if (holdout.size() < request.holdout().size()) {
            log(context, holdout.size(), request.holdout().size());
        }
        status(context, "Scoring the program as it is");
        Scoring before = scoring(context, request.setup(), holdout, "before");
        Outcome.Scored scoredBefore = before.score();
        status(context, "Searching with " + request.optimizer());
        Usage comparison = before.asked();
        Tuning tuning = request.tuning();
        Found found =
                tuning != null && Sampler.of(request.optimizer()).isPresent()
                        ? new StudySearch(context, request, tuning, comparison).search()
                        : optimizer(context, comparison);
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
                                : context.capped()
                                        ? "The cap was reached before the comparison."
                                        : "It was stopped before the comparison.",
                        found.stateFile(),
                        found.values(),
                        found.best(),
                        found.stopped());
        if (improved == null || context.stopped()) {
            return soFar;
        }
        status(context, "Scoring what was found");
        Scoring after = scoring(context, improved, holdout, "after");
        try {
            return compared(soFar, before, after, after.score());
        } catch (RunFailure e) {
            if (context.stopped() || e.status() != RunStatus.FAILED) {
                context.endedBy(e);
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

    /**
     * The rows of the comparison. Under a cap on calls they are so few, evenly drawn, that most
     * calls are left for the search.
     */
    private Rows holdout() {
        Rows all = request.holdout();
        Long calls = request.limits().cap() == null ? null : request.limits().cap().calls();
        if (calls == null || all.size() == 0) {
            return all;
        }
        long perRow = Math.max(1, request.setup().program().everyNode().count());
        long most = Math.max(1, (long) (calls * COMPARISON / (2 * perRow)));
        if (most >= all.size()) {
            return all;
        }
        List<Rows.Row> drawn = new ArrayList<>();
        for (long i = 0; i < most; i++) {
            drawn.add(all.rows().get((int) (i * all.size() / most)));
        }
        return new Rows(all.split(), all.file(), all.sha256(), drawn);
    }

    private static void log(RunContext context, int drawn, int all) {
        context.recorder.own(
                new RunEvent.Log(
                        "info",
                        "dspex.budget",
                        "The comparison is made on "
                                + drawn
                                + " of the "
                                + all
                                + " rows, so that the cap leaves enough calls for the search."));
    }

    private Scoring scoring(RunContext context, Setup setup, Rows holdout, String candidate) {
        return new Scoring(
                context,
                setup,
                holdout,
                request.metric(),
                request.workers(),
                request.threads(),
                candidate,
                new RowProgress(context.recorder, holdout.size()));
    }

    /** One of DSPy's optimizers, as one job. */
    private Found optimizer(RunContext context, Usage comparison) throws RunFailure {
        String again =
                context.jobs.journal() == null
                        ? "The search starts again from its beginning on another worker."
                        : "The search starts again on another worker; what was answered is not"
                                + " asked again.";
        Tuning tuning = tuning(context);
        ObjectNode result =
                new Attempts(context, again).run(() -> job(context, tuning, comparison));
        context.endedBy(result.path("stopped_by").asString(""));
        Double best = result.path("score").isNumber() ? result.path("score").asDouble() : null;
        boolean stopped = result.path("stopped").asBoolean(false) || context.stopped();
        Setup.State state =
                replayed(context) ? again(result.path("state")) : keep(result.path("state"));
        if (state == null) {
            return new Found(null, null, null, best, stopped);
        }
        Setup setup = request.setup();
        ObjectNode values = null;
        if (tuning != null
                && result.path("values") instanceof ObjectNode found
                && tuning.tried(found) instanceof Tuning.Tried.Valid valid) {
            setup = valid.setup();
            values = valid.inForce();
        }
        return new Found(setup.withState(state), state.file(), values, best, stopped);
    }

    /** What the optimizer may change besides texts; null for nothing. */
    private @Nullable Tuning tuning(RunContext context) throws RunFailure {
        Tuning asked = request.tuning();
        return asked == null ? null : new Proposals(context, request).complete(asked);
    }

    private static void status(RunContext context, String text) {
        context.recorder.own(new RunEvent.Status(text, null, null));
    }

    private static boolean replayed(RunContext context) {
        CallJournal journal = context.jobs.journal();
        return journal != null && journal.replay();
    }

    /** What a replay found; the run itself keeps the state. */
    private static Setup.@Nullable State again(JsonNode state) {
        return state instanceof ObjectNode content ? new Setup.State(null, content) : null;
    }

    private ObjectNode job(RunContext context, @Nullable Tuning tuning, Usage comparison) {
        ObjectNode job =
                context.jobs.job(
                        "optimize", request.setup(), request.threads() * request.workers());
        job.put("optimizer", request.optimizer()).put("metric", request.metric());
        job.set("settings", request.settings().deepCopy());
        job.set("train", JobMaker.rows(request.train().rows()));
        job.set("validation", JobMaker.rows(request.validation().rows()));
        if (tuning != null) {
            job.set("tuning", tuning.config());
        }
        context.jobs.journalled(job, "search", comparison);
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
