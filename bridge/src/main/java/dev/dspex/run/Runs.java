package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.Secrets;
import dev.dspex.store.RunStore;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Accepts runs, gives them workers and records what happens. Safe for any thread; submitting never
 * waits.
 */
public final class Runs implements AutoCloseable {
    /** Runs at a time; more wait their turn. */
    private static final int AT_A_TIME = 4;

    /** Runs that may wait. */
    private static final int WAITING = 100;

    private final LazyPool pool;
    private final RunLog log;
    private final Secrets secrets;
    private final Subscribers subscribers;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final Map<String, Run> active = new ConcurrentHashMap<>();

    public Runs(LazyPool pool, RunStore store, Secrets secrets) {
        this(pool, new StoreLog(store), secrets);
    }

    Runs(LazyPool pool, RunLog log, Secrets secrets) {
        this.pool = pool;
        this.log = log;
        this.secrets = secrets;
        this.subscribers = new Subscribers(log);
    }

    /**
     * Starts a run, or lets it wait for its turn. Whatever happens, the handle's result says it: an
     * error is a result, not an exception.
     */
    public RunHandle submit(RunRequest request) {
        String id;
        try {
            id = log.newRunId();
        } catch (RunLog.LogException e) {
            return new Refused("", e.error());
        }
        if (active.size() >= AT_A_TIME + WAITING) {
            return new Refused(
                    id,
                    RunError.of(
                            "too_many_runs",
                            "Too many runs are waiting.",
                            "Wait for some to finish, or stop some.",
                            active.size() + " runs"));
        }
        JobMaker jobs = new JobMaker(id, request.setup(), secrets);
        Masking masking = SecretValues.masking(request, jobs.keys());
        Recorder recorder = new Recorder(id, log, subscribers, masking);
        Run run = new Run(id, request, pool, recorder, jobs, turns);
        active.put(id, run);
        run.result().whenComplete((result, error) -> active.remove(id));
        run.start();
        return run;
    }

    /** A run that was never begun and is not in the store. */
    private record Refused(String id, RunError error) implements RunHandle {
        @Override
        public CompletionStage<RunResult> result() {
            return CompletableFuture.completedStage(
                    new RunResult(
                            id, RunStatus.FAILED, error, new Outcome.Nothing(), Usage.NONE, 0));
        }

        @Override
        public void cancel() {
            // It does not run.
        }
    }

    /**
     * Hands on every event, run by run in order and after it is stored, on a thread of the
     * subscriber's own. Closing ends it.
     */
    public Subscription subscribe(Consumer<List<Stamped>> consumer) {
        return subscribers.add(consumer);
    }

    /** Ends a subscription when closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs that have not ended. */
    public List<RunHandle> active() {
        return List.copyOf(active.values());
    }

    /** Asks something that is no run and is not recorded, such as a preview. */
    public Queries queries() {
        return new Queries(pool, secrets);
    }

    /** Stops what runs and waits for it, then ends the subscribers. The pool stays open. */
    @Override
    public void close() {
        active.values().forEach(RunHandle::cancel);
        active.values().forEach(RunHandle::cancel);
        List.copyOf(active.values()).forEach(run -> run.result().toCompletableFuture().join());
        subscribers.close();
    }
}
