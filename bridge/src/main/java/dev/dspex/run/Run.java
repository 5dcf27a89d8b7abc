package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.NurseryInfo;
import dev.dspex.optimize.Divergence;
import dev.dspex.optimize.Sampler;
import dev.dspex.variable.Leases;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** One run from its acceptance to its end. */
final class Run implements RunHandle {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** An optimizer finishes the calls in flight and gathers its best; others just stop. */
    private static final Duration OPTIMIZER_PATIENCE = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String id;
    private final RunRequest request;
    private final Recorder recorder;
    private final RunContext context;
    private final Semaphore turns;
    private final Steering steering;
    private final Leases leases;
    private final boolean again;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private @Nullable Thread thread;
    private boolean waitingForTurn;
    private volatile @Nullable SessionTask session;

    /**
     * @param again whether it is in the store already and goes on
     */
    Run(
            String id,
            RunRequest request,
            LazyPool pool,
            Recorder recorder,
            JobMaker jobs,
            Semaphore turns,
            Leases leases,
            boolean again) {
        this.leases = leases;
        this.again = again;
        this.id = id;
        this.request = request;
        this.recorder = recorder;
        this.turns = turns;
        this.steering = new Steering(jobs.journal(), request.limits());
        this.context =
                new RunContext(
                        pool,
                        recorder,
                        jobs,
                        new Crew(workers(request)),
                        request instanceof RunRequest.Optimization ? OPTIMIZER_PATIENCE : PATIENCE);
    }

    private static int workers(RunRequest request) {
        Integer limited = request.limits().workers();
        if (limited != null) {
            return limited;
        }
        return switch (request) {
            case RunRequest.Optimization search -> search.workers();
            case RunRequest.Agents agents -> agents.workers();
            default -> 1;
        };
    }

    private static Divergence divergence(RunRequest.Optimization search) {
        SearchSettings settings = SearchSettings.of(search);
        long rows = search.train().size() + search.validation().size();
        return Divergence.of(
                Sampler.of(search.optimizer()).isPresent() ? settings.trials() : 0,
                rows * Math.max(1, search.setup().program().everyNode().count()));
    }

    private void diverged(Divergence.Finding finding) {
        if (context.stopped()) {
            return;
        }
        recorder.own(
                new RunEvent.Fault(
                        "diverged",
                        null,
                        List.of(),
                        "The study is paused. It can go on anyway.",
                        finding.why()));
        pause();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletionStage<RunResult> result() {
        return result.minimalCompletionStage();
    }

    /** Whether its result is there: who waits for that may go on with the run at once. */
    boolean ended() {
        return result.isDone();
    }

    @Override
    public void cancel() {
        context.stop();
        wake();
    }

    private synchronized void wake() {
        if (thread != null && waitingForTurn) {
            thread.interrupt();
        }
    }

    @Override
    public Optional<RunError> pause() {
        context.pause();
        wake();
        return steering.pause();
    }

    @Override
    public Optional<RunError> limit(Limits limits) {
        RunEvent.Cap cap = limits.cap();
        if (cap != null && cap.usd() != null && !request.setup().priced()) {
            return Optional.of(
                    RunError.of(
                            "price_unknown",
                            "A price is not known, so a cap in dollars cannot be kept.",
                            "Enter the price in the LM settings, or cap calls or tokens.",
                            "run " + id));
        }
        Optional<RunError> error = steering.limit(limits);
        if (error.isEmpty()) {
            recorder.limited(cap);
            resize(limits.workers() == null ? workers(request) : limits.workers());
        }
        return error;
    }

    /** Another number of workers from now on, told as a decision of the person. */
    private void resize(int workers) {
        int before = context.crew.size();
        if (workers == before) {
            return;
        }
        context.crew.resize(workers);
        recorder.decided(
                JsonNodeFactory.instance.objectNode().put("workers", before),
                JsonNodeFactory.instance.objectNode().put("workers", workers),
                "The number of workers was changed by the person.");
    }

    @Override
    public Limits limits() {
        return steering.limits();
    }

    void start() {
        CallJournal journal = context.jobs.journal();
        if (request instanceof RunRequest.Optimization search
                && !search.limits().anyway()
                && journal != null
                && !journal.replay()) {
            Divergence divergence = divergence(search);
            recorder.watch(event -> divergence.saw(event).ifPresent(this::diverged));
        }
        synchronized (this) {
            thread = Thread.ofVirtual().name("run-" + id).unstarted(this::live);
            thread.start();
        }
    }

    private void live() {
        boolean turn = false;
        try {
            if (!again) {
                recorder.queued(request);
            }
            waitForTurn();
            turn = true;
            if (context.stopped()) {
                throw RunFailure.stopped();
            }
            NurseryInfo python = context.python();
            RunError changed = context.jobs.journal() == null ? null : changed(python);
            if (changed != null) {
                complete(RunStatus.FAILED, changed, new Outcome.Nothing());
                return;
            }
            if (context.jobs.journal() != null) {
                steering.begin();
            }
            Outcome outcome;
            try (StudyLease _ = lease()) {
                recorder.own(new RunEvent.RunStarted(Provenance.of(request, python)));
                outcome = task().run(context);
            }
            finish(context.status(), null, outcome);
        } catch (RunFailure e) {
            finish(e);
        } catch (InterruptedException e) {
            finish(RunFailure.stopped());
        } catch (RunLog.LogException e) {
            complete(RunStatus.FAILED, e.error(), new Outcome.Nothing());
        } catch (RuntimeException e) {
            LOG.error("run {} failed by a defect", id, e);
            finish(
                    new RunFailure(
                            RunError.of(
                                    "internal",
                                    "The run failed because of a defect in the workbench.",
                                    "The log has the details.",
                                    e.toString())));
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    private void waitForTurn() throws RunFailure, InterruptedException {
        synchronized (this) {
            if (context.stopped()) {
                throw RunFailure.stopped();
            }
            waitingForTurn = true;
        }
        try {
            turns.acquire();
        } finally {
            synchronized (this) {
                waitingForTurn = false;
                RunContext.forgetInterrupt();
            }
        }
    }

    /** The right to search variables; null for a run that searches none. */
    private @Nullable StudyLease lease() throws RunFailure, InterruptedException {
        CallJournal journal = context.jobs.journal();
        boolean replay = journal != null && journal.replay();
        if (replay || !(request instanceof RunRequest.Optimization search)) {
            return null;
        }
        Tuning tuning = search.tuning();
        return tuning == null
                ? null
                : StudyLease.take(leases, search, tuning, id, recorder, this::variablesTaken);
    }

    private void variablesTaken() {
        if (context.stopped()) {
            return;
        }
        recorder.own(
                new RunEvent.Fault(
                        "variables_taken",
                        null,
                        List.of(),
                        "The study is paused: another one took its variables over.",
                        null));
        pause();
    }

    /** Why a run cannot go on with what there is now; null when it can. */
    private @Nullable RunError changed(NurseryInfo python) throws RunFailure {
        CallJournal journal = Objects.requireNonNull(context.jobs.journal());
        if (journal.replay()) {
            return null;
        }
        ObjectNode now = MadeOf.of(request, python);
        ObjectNode before = again ? journal.madeOf() : null;
        if (before == null) {
            try {
                journal.made(now);
            } catch (IOException e) {
                throw new RunFailure(
                        RunError.of(
                                "journal_not_written",
                                "The journal of the run cannot be written to "
                                        + journal.folder()
                                        + ".",
                                "Check the folder's permissions and the free space.",
                                e.toString()));
            }
            return null;
        }
        List<String> changed = MadeOf.changed(before, now);
        return changed.isEmpty()
                ? null
                : RunError.of(
                        "run_changed",
                        "The run cannot go on: changed since it began: "
                                + String.join(", ", changed)
                                + ".",
                        "Put that back as it was, or start a branch: a new run that asks only what"
                                + " this one was not asked (--branch "
                                + id
                                + ").",
                        "run " + id + ": " + changed);
    }

    private Task task() {
        return switch (request) {
            case RunRequest.Once once -> new OnceTask(once);
            case RunRequest.Streams streams -> new StreamsTask(streams);
            case RunRequest.Scaffold scaffold -> new ScaffoldTask(scaffold);
            case RunRequest.Evaluation evaluation -> new EvaluationTask(evaluation);
            case RunRequest.Session live -> session(live);
            case RunRequest.Agents agents -> new AgentsTask(agents);
            case RunRequest.Optimization optimization -> new OptimizationTask(id, optimization);
        };
    }

    private SessionTask session(RunRequest.Session request) {
        SessionTask task = new SessionTask(request);
        session = task;
        return task;
    }

    @Override
    public Optional<RunError> say(SessionControl control) {
        SessionTask live = session;
        return live == null || result.isDone()
                ? RunHandle.super.say(control)
                : live.take(context, control);
    }

    private void finish(RunFailure failure) {
        if (failure.error().code().equals("paused")) {
            context.pause();
        }
        if (context.stopped()) {
            finish(RunStatus.STOPPED_PERSON, null, new Outcome.Nothing());
        } else {
            finish(failure.status(), failure.error(), new Outcome.Nothing());
        }
    }

    private void finish(RunStatus status, @Nullable RunError error, Outcome outcome) {
        try {
            ObjectNode summary = Summary.of(outcome, recorder.usage());
            if (context.paused() && status == RunStatus.STOPPED_PERSON) {
                summary.put("paused", true);
            }
            recorder.own(new RunEvent.RunFinished(status, error, seconds(), summary));
            complete(status, error, outcome);
        } catch (RunLog.LogException e) {
            complete(RunStatus.FAILED, e.error(), outcome);
        }
    }

    private void complete(RunStatus status, @Nullable RunError error, Outcome outcome) {
        result.complete(new RunResult(id, status, error, outcome, recorder.usage(), seconds()));
    }

    private double seconds() {
        return (System.nanoTime() - since) / 1e9;
    }
}
