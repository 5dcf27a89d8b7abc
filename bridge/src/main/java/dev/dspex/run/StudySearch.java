package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;
import dev.dspex.optimize.Study;
import dev.dspex.optimize.StudyTrial;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * Searches over variables: asks a sampler, scores what it suggests, several trials at once. The
 * first trial is the program as it is.
 */
final class StudySearch {
    private final RunContext context;
    private final RunRequest.Optimization request;
    private final Tuning tuning;
    private final Study study;
    private final StudyEvents events;
    private final TrialRows rows;
    private @Nullable RunFailure failure;

    /**
     * @param comparison what of a cap is left for the comparison
     * @throws RunFailure when proposals for its variables cannot be made
     */
    StudySearch(
            RunContext context, RunRequest.Optimization request, Tuning tuning, Usage comparison)
            throws RunFailure {
        this.context = context;
        this.request = request;
        this.tuning = new Proposals(context, request).complete(tuning);
        SearchSettings settings = SearchSettings.of(request);
        this.study = new Study(settings.trials(), settings.parallel(), settings.rungs());
        this.events = new StudyEvents(context.recorder, request.validation().split(), settings);
        this.rows = new TrialRows(context, request, settings, comparison);
    }

    /**
     * Searches to the end, or until it is stopped.
     *
     * @throws RunFailure when the first trial cannot be scored, or the sampler cannot be asked
     */
    Found search() throws RunFailure, InterruptedException {
        try {
            loop();
        } catch (RunFailure e) {
            boolean failed = !context.stopped() && e.status() == RunStatus.FAILED;
            if (failed || study.best().isEmpty()) {
                throw e;
            }
            context.endedBy(e);
        }
        Optional<StudyTrial> best = study.best();
        best.ifPresent(events::best);
        boolean stopped = context.stopped() || context.capped();
        if (best.isEmpty()
                || !(tuning.tried(best.get().values()) instanceof Tuning.Tried.Valid found)) {
            return new Found(null, null, null, null, stopped);
        }
        return new Found(found.setup(), null, best.get().inForce(), best.get().score(), stopped);
    }

    private synchronized void loop() throws RunFailure, InterruptedException {
        while (failure == null && !context.stopped()) {
            switch (study.next()) {
                case Study.Step.Finished() -> {
                    return;
                }
                case Study.Step.Wait() -> wait();
                case Study.Step.Ask ask -> begin(ask);
            }
        }
        while (study.trials().stream().anyMatch(t -> t.state() == StudyTrial.State.RUNNING)) {
            wait();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void begin(Study.Step.Ask ask) throws RunFailure {
        int number = ask.number();
        switch (number == 0 ? present() : suggest(ask)) {
            case Suggestion.None() -> study.exhausted();
            case Suggestion.Broken(ObjectNode values, String rule) -> {
                study.begin(values, values, JsonNodeFactory.instance.objectNode());
                study.failed(number);
                events.broken(study.trial(number), rule);
            }
            case Suggestion.Good(ObjectNode values, ObjectNode notes, Tuning.Tried.Valid valid) -> {
                Optional<StudyTrial> twin = study.begin(values, valid.inForce(), notes);
                if (twin.isPresent()) {
                    events.same(study.trial(number), twin.get());
                    return;
                }
                events.begun(study.trial(number));
                Setup setup = valid.setup();
                Thread.ofVirtual().name("trial-" + number).start(() -> run(number, setup));
            }
        }
    }

    /** What came of asking the sampler. */
    private sealed interface Suggestion {
        /** It has nothing more to suggest. */
        record None() implements Suggestion {}

        /** It insists on values that break a rule, as a grid does. */
        record Broken(ObjectNode values, String rule) implements Suggestion {}

        record Good(ObjectNode values, ObjectNode notes, Tuning.Tried.Valid valid)
                implements Suggestion {}
    }

    private Suggestion present() throws RunFailure {
        ObjectNode values = tuning.present();
        return switch (tuning.tried(values)) {
            case Tuning.Tried.Valid valid ->
                    new Suggestion.Good(values, JsonNodeFactory.instance.objectNode(), valid);
            case Tuning.Tried.Broken(String rule) ->
                    throw new RunFailure(
                            RunError.of(
                                    "rule_broken",
                                    "The present values cannot be run: " + rule,
                                    "Change a value, or the rule.",
                                    ""));
        };
    }

    private Suggestion suggest(Study.Step.Ask ask) throws RunFailure {
        String broken = "";
        ObjectNode last = null;
        for (int attempt = 0; attempt < Study.ATTEMPTS; attempt++) {
            ObjectNode answer = ask(ask, attempt);
            if (answer.path("exhausted").asBoolean(false)) {
                return new Suggestion.None();
            }
            ObjectNode values = (ObjectNode) answer.path("values");
            if (values.equals(last)) {
                return new Suggestion.Broken(values, broken);
            }
            last = values;
            switch (tuning.tried(values)) {
                case Tuning.Tried.Valid valid -> {
                    return new Suggestion.Good(values, answer.withObject("notes"), valid);
                }
                case Tuning.Tried.Broken(String rule) -> broken = rule;
            }
        }
        throw new RunFailure(
                RunError.of(
                        "rules_too_narrow",
                        Study.ATTEMPTS
                                + " suggestions in a row could not be run. The last: "
                                + broken,
                        "Narrow the ranges of the variables to what the rules allow.",
                        ""));
    }

    private ObjectNode ask(Study.Step.Ask ask, int attempt) throws RunFailure {
        return new Attempts(context, "The sampler is asked again on another worker.")
                .run(
                        () -> {
                            ObjectNode job = context.jobs.job("ask", request.setup(), 1);
                            job.put("sampler", request.optimizer());
                            job.put("number", ask.number()).put("attempt", attempt);
                            job.set("space", tuning.space());
                            var trials = job.putArray("trials");
                            ask.known().forEach(trial -> trial.write(trials));
                            return job;
                        });
    }

    /** One trial, rung by rung; a failed one counts as such, unless it is the first. */
    private void run(int number, Setup setup) {
        try {
            Optional<Integer> more = Optional.of(study.firstRung());
            while (more.isPresent()) {
                TrialRows.Scored scored = rows.score(number, setup, more.get());
                synchronized (this) {
                    more = study.scored(number, scored.score(), scored.n());
                    events.scored(study.trial(number), scored.n());
                }
            }
        } catch (RunFailure e) {
            failed(number, e);
        } catch (InterruptedException e) {
            failed(number, RunFailure.stopped());
        } catch (RunLog.LogException e) {
            failed(number, new RunFailure(e.error()));
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private synchronized void failed(int number, RunFailure reason) {
        study.failed(number);
        boolean fatal =
                number == 0
                        || context.stopped()
                        || reason.status() != RunStatus.FAILED
                        || Scoring.hopeless(reason);
        if (!fatal) {
            events.failed(study.trial(number), reason.error());
            return;
        }
        events.unfinished(study.trial(number));
        failure = failure == null ? reason : failure;
    }
}
