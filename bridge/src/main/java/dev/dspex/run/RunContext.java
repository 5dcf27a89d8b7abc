package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.event.Stamped;
import dev.dspex.gateway.GatewayException;
import dev.dspex.gateway.JobEnd;
import dev.dspex.gateway.LazyPool;
import dev.dspex.gateway.Lease;
import dev.dspex.gateway.NurseryInfo;
import dev.dspex.gateway.WorkerPool;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a running run may use: workers, its recorder, and whether it was stopped. */
final class RunContext {
    private static final Duration FOR_A_WORKER = Duration.ofHours(12);
    private static final JsonMapper MAPPER = new JsonMapper();

    final Recorder recorder;
    final JobMaker jobs;
    final Crew crew;
    private final LazyPool pool;
    private final Duration patience;
    private final Set<Lease> active = new LinkedHashSet<>();
    private final Set<Thread> waiting = new LinkedHashSet<>();
    private final Set<RunContext> parts = new LinkedHashSet<>();
    private boolean stopped;
    private boolean abandoned;
    private boolean paused;
    private boolean capped;

    /**
     * @param patience how long a stopped job may take to stop by itself
     */
    RunContext(LazyPool pool, Recorder recorder, JobMaker jobs, Crew crew, Duration patience) {
        this.crew = crew;
        this.pool = pool;
        this.recorder = recorder;
        this.jobs = jobs;
        this.patience = patience;
    }

    /** Whether it is to stop: nothing new is begun, and what was found is kept. */
    synchronized boolean stopped() {
        return stopped || paused;
    }

    /** Whether the cap was reached. */
    synchronized boolean capped() {
        return capped;
    }

    /** Notes what ended a search in time, as its result says it. */
    synchronized void endedBy(String what) {
        paused |= what.equals("pause");
        capped |= what.equals("cap");
    }

    /** Notes a failure that is none: a pause, or a cap that was reached. */
    synchronized void endedBy(RunFailure end) {
        capped |= end.status() == RunStatus.STOPPED_CAP;
        paused |= end.error().code().equals("paused");
    }

    /** How a run ends that did not fail. */
    synchronized RunStatus status() {
        if (stopped || paused) {
            return RunStatus.STOPPED_PERSON;
        }
        return capped ? RunStatus.STOPPED_CAP : RunStatus.FINISHED;
    }

    /** Stops what runs and lets nothing start any more. */
    void stop() {
        List<Lease> leases;
        List<RunContext> all;
        synchronized (this) {
            stopped = true;
            leases = List.copyOf(active);
            all = List.copyOf(parts);
            waiting.forEach(Thread::interrupt);
        }
        crew.wake();
        leases.forEach(lease -> lease.stop(patience));
        all.forEach(RunContext::stop);
    }

    /** Begins nothing any more; what runs ends by itself at its next LM call. */
    void pause() {
        List<RunContext> all;
        synchronized (this) {
            paused = true;
            all = List.copyOf(parts);
            waiting.forEach(Thread::interrupt);
        }
        crew.wake();
        all.forEach(RunContext::pause);
    }

    /** Whether it was paused, by the person or at a number of calls. */
    synchronized boolean paused() {
        return paused;
    }

    /** Ends work that nobody needs any more, because its run, or its part of it, has failed. */
    void abandon() {
        List<Lease> leases;
        synchronized (this) {
            abandoned = true;
            leases = List.copyOf(active);
            waiting.forEach(Thread::interrupt);
        }
        leases.forEach(lease -> lease.stop(Duration.ZERO));
    }

    /** A part of the run that can be abandoned by itself; {@link #end} it. */
    RunContext part() {
        RunContext part = new RunContext(pool, recorder, jobs, crew, patience);
        synchronized (this) {
            parts.add(part);
            part.paused = paused;
            if (!stopped) {
                return part;
            }
        }
        part.stop();
        return part;
    }

    synchronized void end(RunContext part) {
        parts.remove(part);
    }

    /** The most workers that there can be; opens the pool if need be. */
    int mostWorkers() throws RunFailure {
        return waitFor(WorkerPool::limit);
    }

    /** A worker, as soon as one is free. */
    Lease lease() throws RunFailure {
        return waitFor(open -> open.lease(FOR_A_WORKER));
    }

    /** What the workers run with; opens the pool if need be. */
    NurseryInfo python() throws RunFailure {
        return waitFor(WorkerPool::nursery);
    }

    private interface FromPool<T> {
        T get(WorkerPool open) throws GatewayException, InterruptedException;
    }

    /** Waits for something of the pool, for no longer than until the run is stopped. */
    private <T> T waitFor(FromPool<T> wanted) throws RunFailure {
        synchronized (this) {
            if (stopped) {
                throw RunFailure.stopped();
            }
            waiting.add(Thread.currentThread());
        }
        try {
            return wanted.get(pool.get());
        } catch (GatewayException e) {
            throw RunFailure.of(e);
        } catch (InterruptedException e) {
            throw RunFailure.stopped();
        } finally {
            synchronized (this) {
                waiting.remove(Thread.currentThread());
                forgetInterrupt();
            }
        }
    }

    /**
     * One that came after the wait had ended would break what the thread does next, such as writing
     * how the run ended; that the run was stopped is known without it.
     */
    static void forgetInterrupt() {
        Thread.interrupted();
    }

    /**
     * Runs a job on a worker and records its events.
     *
     * @param keep which of its events are recorded; its result is read either way
     * @param heard sees the recorded ones
     */
    JobReport run(Lease lease, ObjectNode job, Predicate<ObjectNode> keep, Consumer<Stamped> heard)
            throws RunFailure {
        String id = job.path("job").asString("");
        Reader reader = new Reader(lease.worker(), keep, heard);
        boolean late;
        synchronized (this) {
            active.add(lease);
            late = stopped || abandoned;
        }
        if (late) {
            lease.stop(patience);
        }
        try {
            JobEnd end = lease.run(job, reader);
            return report(id, lease.worker(), reader, end);
        } catch (InterruptedException e) {
            throw RunFailure.stopped();
        } finally {
            synchronized (this) {
                active.remove(lease);
            }
        }
    }

    /** Runs a job on a worker of its own and records all of its events. */
    JobReport run(ObjectNode job) throws RunFailure {
        try (Lease lease = lease()) {
            return run(lease, job, event -> true, event -> {});
        }
    }

    private JobReport report(String id, String worker, Reader reader, JobEnd end) {
        return switch (end) {
            case JobEnd.Ended _ ->
                    new JobReport(id, worker, reader.outcome, reader.error, reader.result);
            case JobEnd.Killed _ -> ended(id, worker, RunEvent.Outcome.CANCELLED, null);
            case JobEnd.Refused refused ->
                    ended(id, worker, RunEvent.Outcome.FAILED, error(refused.error()));
            case JobEnd.Lost lost ->
                    ended(
                            id,
                            worker,
                            RunEvent.Outcome.LOST,
                            new RunError(
                                    "worker_lost",
                                    "The Python worker was lost: " + lost.why(),
                                    "Start it again. If it happens again, look at the memory that"
                                            + " is free.",
                                    lost.why(),
                                    RunError.Where.NOWHERE,
                                    true));
        };
    }

    private JobReport ended(
            String id, String worker, RunEvent.Outcome outcome, @Nullable RunError error) {
        recorder.about(worker, new RunEvent.JobEnded(id, outcome, error));
        return new JobReport(id, worker, outcome, error, null);
    }

    static RunError error(ObjectNode error) {
        try {
            return MAPPER.treeToValue(error, RunError.class);
        } catch (JacksonException e) {
            return RunError.of(
                    error.path("code").asString("internal"),
                    error.path("message").asString("The worker refused the job."),
                    "",
                    error.toString());
        }
    }

    /** Takes a job's batches to the recorder and remembers how it ended. */
    private final class Reader implements Consumer<List<ObjectNode>> {
        private final String worker;
        private final Predicate<ObjectNode> keep;
        private final Consumer<Stamped> heard;
        private RunEvent.Outcome outcome = RunEvent.Outcome.FAILED;
        private @Nullable RunError error;
        private @Nullable ObjectNode result;

        Reader(String worker, Predicate<ObjectNode> keep, Consumer<Stamped> heard) {
            this.worker = worker;
            this.keep = keep;
            this.heard = heard;
        }

        @Override
        public void accept(List<ObjectNode> batch) {
            for (ObjectNode event : batch) {
                if (event.path("type").asString("").equals("result")) {
                    result = event;
                }
            }
            List<ObjectNode> kept = batch.stream().filter(keep).toList();
            for (Stamped stamped : recorder.fromWorker(worker, kept)) {
                switch (stamped.event()) {
                    case RunEvent.JobEnded ended -> {
                        outcome = ended.outcome();
                        error = ended.error();
                    }
                    case RunEvent.Result body -> result = body.body();
                    default -> {}
                }
                heard.accept(stamped);
            }
        }
    }
}
