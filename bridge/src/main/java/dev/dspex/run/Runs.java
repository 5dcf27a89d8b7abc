package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.LazyPool;
import dev.dspex.infra.Secrets;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;
import dev.dspex.variable.Leases;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Leases leases;
    private final Subscribers subscribers;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);
    private final Map<String, Run> active = new ConcurrentHashMap<>();

    public Runs(LazyPool pool, RunStore store, Secrets secrets) {
        this(
                pool,
                new StoreLog(store),
                secrets,
                new Leases(InstantSource.system(), store.leases()));
    }

    Runs(LazyPool pool, RunLog log, Secrets secrets) {
        this(pool, log, secrets, new Leases(InstantSource.system()));
    }

    private Runs(LazyPool pool, RunLog log, Secrets secrets, Leases leases) {
        this.leases = leases;
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
        return begin(request, null);
    }

    /**
     * Starts a new run that takes over the answers of another one: calls that are equal are not
     * paid again, and what differs is asked.
     *
     * @param from id of the other run
     */
    public RunHandle branch(String from, RunRequest request) {
        return begin(request, from);
    }

    private RunHandle begin(RunRequest request, @Nullable String from) {
        String id;
        try {
            id = log.newRunId();
        } catch (RunLog.LogException e) {
            return new Refused("", e.error());
        }
        Path folder = log.journal(id);
        CallJournal journal =
                folder == null
                        ? null
                        : new CallJournal(folder, request.limits(), false, from != null, null);
        Path other = from == null ? null : log.journal(from);
        if (journal != null && other != null) {
            try {
                journal.takeOver(other);
                Beginning.of(request).write(journal.folder());
            } catch (IOException e) {
                return new Refused(id, noJournal(String.valueOf(from), e.toString()));
            }
        }
        return start(id, request, journal, 0, Usage.NONE, false);
    }

    /**
     * Goes on with a run that was stopped, interrupted or failed, from its journal: no answered
     * call is paid again. Refused as {@code run_changed} when it would not be the same run.
     *
     * @param request as the run was asked for, perhaps with other limits, workers and threads
     */
    public RunHandle resume(String id, RunRequest request) {
        RunSummary known = log.run(id).orElse(null);
        Path folder = log.journal(id);
        if (known == null || folder == null || !Files.isDirectory(folder)) {
            return new Refused(id, noJournal(id, "no " + folder));
        }
        Run before = active.get(id);
        if ((before != null && !before.ended()) || !known.status().ended()) {
            return new Refused(
                    id, RunError.of("run_active", "The run " + id + " is still going on.", "", ""));
        }
        CallJournal journal = CallJournal.of(folder, request.limits());
        Usage used = journal.used(request.setup().priced());
        return start(id, request, journal, known.lastSeq(), used, true);
    }

    /** Runs it once more from its journal only; nothing is asked, paid or stored. */
    public RunHandle replay(String id, RunRequest request) {
        Path folder = log.journal(id);
        if (folder == null || !Files.isDirectory(folder)) {
            return new Refused(id, noJournal(id, "no " + folder));
        }
        RunStatus end = log.run(id).map(RunSummary::status).orElse(RunStatus.FINISHED);
        CallJournal journal = CallJournal.replayed(folder, end);
        return start(id, request, journal, 0, Usage.NONE, false);
    }

    private static RunError noJournal(String id, String log) {
        return RunError.of(
                "journal_missing",
                "The run " + id + " has no journal here.",
                "Start it anew. Runs of another machine leave their journals there.",
                log);
    }

    private RunHandle start(
            String id,
            RunRequest request,
            @Nullable CallJournal journal,
            long last,
            Usage used,
            boolean again) {
        if (active.size() >= AT_A_TIME + WAITING) {
            return new Refused(
                    id,
                    RunError.of(
                            "too_many_runs",
                            "Too many runs are waiting.",
                            "Wait for some to finish, or stop some.",
                            active.size() + " runs"));
        }
        JobMaker jobs = new JobMaker(id, request.setup(), secrets, journal);
        Masking masking = SecretValues.masking(request, jobs.keys());
        UsageMeter meter = new UsageMeter(used, request.limits().cap());
        boolean kept = journal == null || !journal.replay();
        Recorder recorder =
                new Recorder(
                        id, kept ? log : new Unkept(id, log), subscribers, masking, last, meter);
        Run run = new Run(id, request, pool, recorder, jobs, turns, leases, again);
        active.put(id, run);
        run.result().whenComplete((result, error) -> active.remove(id, run));
        run.start();
        return run;
    }

    /** Where the events of a replay go: to who looks on, and nowhere else. */
    private record Unkept(String id, RunLog kept) implements RunLog {
        @Override
        public String newRunId() {
            return id;
        }

        @Override
        public void append(List<Stamped> events) {
            // They are those of the run that is kept.
        }

        @Override
        public List<Stamped> events(String run, long fromSeq, int limit) {
            return kept.events(run, fromSeq, limit);
        }
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

        @Override
        public Optional<RunError> pause() {
            return Optional.empty();
        }

        @Override
        public Optional<RunError> limit(Limits limits) {
            return Optional.empty();
        }

        @Override
        public Limits limits() {
            return Limits.NONE;
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
        return active.values().stream()
                .filter(run -> !run.ended())
                .<RunHandle>map(run -> run)
                .toList();
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
