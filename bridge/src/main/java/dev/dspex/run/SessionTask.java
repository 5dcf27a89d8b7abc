package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.event.SessionEvent;
import dev.dspex.event.Stamped;
import dev.dspex.orchestration.Course;
import dev.dspex.orchestration.Decision;
import dev.dspex.orchestration.Task;
import dev.dspex.orchestration.TaskFeatures;
import dev.dspex.orchestration.Told;
import dev.dspex.program.Field;
import dev.dspex.run.TaskFeed.Next;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A live session: tasks one after the other, each to the modules that the strategy chooses, and a
 * conductor that watches the scores. Decisions follow the order in which tasks end.
 */
final class SessionTask implements dev.dspex.run.Task {
    /** Tasks that may fail, all of them, before the session does. */
    private static final int HOPELESS = 6;

    private static final long MOMENT = 100;

    private final RunRequest.Session request;
    private final SessionState state;
    private final Map<String, Setup> arms = new LinkedHashMap<>();
    private final Set<String> inputs;
    private final Queue<Integer> missing = new ArrayDeque<>();
    private int last;
    private int running;

    SessionTask(RunRequest.Session request) {
        this.request = request;
        this.state = new SessionState(request);
        for (SessionArm arm : request.arms()) arms.put(arm.name(), arm.setup());
        inputs =
                request.setup().program().inputs().stream()
                        .map(Field::name)
                        .collect(Collectors.toSet());
    }

    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        CallJournal journal = context.jobs.journal();
        try (TaskFeed feed = TaskFeeds.open(request, context.recorder::own)) {
            if (journal != null && journal.replay()) return again(context, feed);
            goOn(context, feed);
            live(context, feed);
        } catch (RunFailure e) {
            context.endedBy(e);
            if (!context.stopped() && !context.capped()) throw e;
        }
        return state.outcome();
    }

    /** Says to the session what the person says; gives why it could not. */
    synchronized Optional<RunError> take(RunContext context, SessionControl control) {
        Optional<RunError> refused = refused(control);
        if (refused.isPresent()) return refused;
        RunEvent.Decision decision = state.take(control);
        if (decision == null) {
            return Optional.of(
                    RunError.of(
                            "nothing_to_undo",
                            "The session decided nothing that could be taken back.",
                            "",
                            "no decision left"));
        }
        context.recorder.decided(decision);
        notifyAll();
        return Optional.empty();
    }

    private Optional<RunError> refused(SessionControl control) {
        if (!(control instanceof SessionControl.Lock(String arm))
                || arm.isEmpty()
                || arms.containsKey(arm)) {
            return Optional.empty();
        }
        return Optional.of(
                RunError.of(
                        "arm_unknown",
                        "The session has no module \"" + arm + "\".",
                        "It has: " + String.join(", ", arms.keySet()) + ".",
                        "arm " + arm));
    }

    /** The way that the session took before it was stopped. */
    private void goOn(RunContext context, TaskFeed feed) throws RunFailure {
        var numbers = new HashSet<Integer>();
        var rows = new HashSet<String>();
        state.retrace(
                past(context),
                task -> {
                    numbers.add(task.task());
                    rows.add(task.row());
                    return task;
                });
        missing.addAll(SessionState.missing(numbers));
        last = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        feed.begin(rows);
    }

    private static List<RunEvent> past(RunContext context) {
        return context.recorder.past().stream().map(Stamped::event).toList();
    }

    /** The whole session once more: every answer from the journal, in the order they came. */
    private Outcome again(RunContext context, TaskFeed feed) throws RunFailure {
        List<RunEvent> past = past(context);
        state.retrace(past, then -> answered(context, feed, then));
        return state.outcome();
    }

    private SessionEvent.Task answered(RunContext context, TaskFeed feed, SessionEvent.Task then)
            throws RunFailure {
        Rows.Row row = feed.find(then.row()).orElseThrow(() -> RowsGone.row(then.row()));
        var answers = new LinkedHashMap<String, SessionEvent.Answer>();
        for (String arm : then.answers().keySet()) {
            answers.put(arm, ask(context, arm, then.task(), row, state.course()).told());
        }
        return then.with(answers);
    }

    private ArmAnswer ask(RunContext context, String arm, int number, Rows.Row row, Course course)
            throws RunFailure {
        Setup setup = Objects.requireNonNull(arms.get(arm), arm);
        return ArmAnswer.of(context, request, setup, arm, number, row, course);
    }

    private void live(RunContext context, TaskFeed feed) throws RunFailure, InterruptedException {
        var under = new ArrayList<Future<?>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Optional<Turn> next = turn(context, feed);
            while (next.isPresent()) {
                Turn turn = next.get();
                under.add(threads.submit(() -> task(context, turn, feed.total())));
                under.removeIf(SessionTask::well);
                failure(under);
                pause(context);
                next = turn(context, feed);
            }
            for (Future<?> one : under) done(one);
        }
    }

    /** A task that has its place. */
    private record Turn(int number, Next.Given given) {}

    /** Waits for a task and a place; empty at the end. */
    private Optional<Turn> turn(RunContext context, TaskFeed feed) throws InterruptedException {
        synchronized (this) {
            while (running >= state.course().parallel() && !over(context)) wait(MOMENT);
        }
        Integer again = missing.peek();
        int number = again == null ? last + 1 : again;
        while (!over(context)) {
            switch (feed.next(number)) {
                case Next.End() -> {
                    return Optional.empty();
                }
                case Next.Later() -> {}
                case Next.Given given -> {
                    if (missing.poll() == null) last++;
                    synchronized (this) {
                        running++;
                    }
                    return Optional.of(new Turn(number, given));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether no further task is given: it was stopped, or has used what it may. */
    private boolean over(RunContext context) {
        RunEvent.Cap cap = request.limits().cap();
        if (cap != null && context.recorder.usage().reaches(cap)) context.endedBy("cap");
        return context.stopped() || context.capped();
    }

    /** Lets the interval go by, which may become another one meanwhile. */
    private void pause(RunContext context) throws InterruptedException {
        long since = System.nanoTime();
        synchronized (this) {
            while (!over(context)) {
                long gone = (System.nanoTime() - since) / 1_000_000;
                long left = state.course().interval().toMillis() - gone;
                if (left <= 0) return;
                wait(Math.min(left, MOMENT));
            }
        }
    }

    /** Ends the session where one of its tasks could not be done at all. */
    private static void failure(List<Future<?>> under) throws RunFailure, InterruptedException {
        for (Future<?> one : under) {
            if (one.state() == Future.State.FAILED) done(one);
        }
    }

    private static void done(Future<?> one) throws RunFailure, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RunFailure failure) throw failure;
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether it ended and not by a failure of the run. */
    private static boolean well(Future<?> one) {
        return one.state() == Future.State.SUCCESS;
    }

    private Void task(RunContext context, Turn turn, @Nullable Long total) throws Exception {
        Rows.Row row = turn.given().row();
        try {
            SessionState.Given given = state.choose(turn.number(), kind(row));
            var answers = new ArrayList<ArmAnswer>();
            for (String arm : given.choice().arms()) {
                answers.add(ask(context, arm, turn.number(), row, given.course()));
                if (state.certain(answers, given.choice().arms())) break;
            }
            if (!answers.isEmpty()) {
                ArmAnswer answer = state.answer(answers);
                turn.given().answered().accept(answer);
                learn(context, given, row, answer, answers, total);
            }
        } finally {
            synchronized (this) {
                running--;
                notifyAll();
            }
        }
        return null;
    }

    private Task kind(Rows.Row row) {
        Task task = TaskFeatures.of(row.values(), inputs).task();
        return request.plan().byClass() ? task : new Task("any", task.features());
    }

    private synchronized void learn(
            RunContext context,
            SessionState.Given given,
            Rows.Row row,
            ArmAnswer answer,
            List<ArmAnswer> answers,
            @Nullable Long total)
            throws RunFailure {
        SessionState.Learned learned =
                state.learn(given, row.id(), System.currentTimeMillis(), answer, answers);
        Optional<RunEvent.Decision> decision = learned.decision().map(SessionTask::told);
        var told = new ArrayList<RunEvent>();
        told.add(learned.task());
        decision.ifPresent(told::add);
        told.add(new RunEvent.Status("tasks", (long) state.done(), total));
        context.recorder.own(told.toArray(RunEvent[]::new));
        // what comes from outside may do better later
        boolean known = request.feed() instanceof SessionFeed.Data;
        if (known && answer.error() != null && state.hopeless(HOPELESS)) {
            throw new RunFailure(answer.error());
        }
    }

    private static RunEvent.Decision told(Decision decision) {
        return new RunEvent.Decision(
                Told.seen(decision),
                Told.chosen(decision),
                Told.rejected(decision),
                decision.why());
    }
}
