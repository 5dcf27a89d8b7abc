package dev.dspex.run;

import dev.dspex.agent.Ballot;
import dev.dspex.agent.Tally;
import dev.dspex.event.RunEvent;
import dev.dspex.event.RunStatus;
import dev.dspex.orchestration.Chooser;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.Course;
import dev.dspex.orchestration.Decision;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Task;
import dev.dspex.orchestration.TaskFeatures;
import dev.dspex.orchestration.Thompson;
import dev.dspex.orchestration.Told;
import dev.dspex.program.Field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final RunRequest.Session request;
    private final Map<String, Setup> arms = new LinkedHashMap<>();
    private final Map<String, int[]> right = new HashMap<>();
    private final Map<String, Outcome.OfArm> totals = new LinkedHashMap<>();
    private final Set<String> inputs;
    private final Thompson bandit;
    private final Chooser chooser;
    private final Conductor conductor;
    private double sum;
    private int done;
    private int errors;
    private int decisions;
    private int running;

    SessionTask(RunRequest.Session request) {
        this.request = request;
        for (SessionArm arm : request.arms()) arms.put(arm.name(), arm.setup());
        inputs =
                request.setup().program().inputs().stream()
                        .map(Field::name)
                        .collect(Collectors.toSet());
        SessionPlan plan = request.plan();
        long seed = request.setup().seed();
        List<String> names = List.copyOf(arms.keySet());
        bandit = new Thompson(names, plan.discount(), seed);
        chooser = new Chooser(names, bandit, Map.of(), seed);
        conductor =
                new Conductor(
                        plan.settings(),
                        plan.rules(),
                        Course.begin(plan.interval(), plan.parallel(), plan.strategy()),
                        request.workers(),
                        bandit);
    }

    @Override
    public Outcome run(RunContext context) throws RunFailure, InterruptedException {
        var under = new ArrayList<Future<?>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < request.rounds() && !over(context); round++) {
                for (Rows.Row row : request.rows().rows()) {
                    Course course = turn();
                    if (over(context)) break;
                    under.add(threads.submit(() -> task(context, row, course)));
                    under.removeIf(SessionTask::well);
                    failure(context, under);
                    Thread.sleep(course.interval());
                }
            }
            for (Future<?> one : under) done(context, one);
        }
        return outcome();
    }

    /** Ends the session where one of its tasks could not be done at all. */
    private static void failure(RunContext context, List<Future<?>> under)
            throws RunFailure, InterruptedException {
        for (Future<?> one : under) {
            if (one.state() == Future.State.FAILED) done(context, one);
        }
    }

    private static void done(RunContext context, Future<?> one)
            throws RunFailure, InterruptedException {
        try {
            one.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RunFailure failure))
                throw new IllegalStateException(e.getCause());
            if (failure.status() != RunStatus.STOPPED_CAP) throw failure;
            context.endedBy(failure);
        }
    }

    /** Whether no further task is given: it was stopped, or has used what it may. */
    private boolean over(RunContext context) {
        RunEvent.Cap cap = request.limits().cap();
        if (cap != null && context.recorder.usage().reaches(cap)) context.endedBy("cap");
        return context.stopped() || context.capped();
    }

    /** Whether it ended and not by a failure of the run. */
    private static boolean well(Future<?> one) {
        return one.state() == Future.State.SUCCESS;
    }

    /** Waits for a place and says how the session goes now. */
    private synchronized Course turn() throws InterruptedException {
        while (running >= conductor.course().parallel()) wait();
        running++;
        return conductor.course();
    }

    private Void task(RunContext context, Rows.Row row, Course course) throws Exception {
        try {
            Task task = kind(row);
            Chooser.Choice choice;
            synchronized (this) {
                choice = chooser.choose(task, course);
            }
            var answers = new ArrayList<ArmAnswer>();
            for (String arm : choice.arms()) {
                Setup setup = arms.get(arm);
                if (setup == null) throw new IllegalStateException("no arm " + arm);
                answers.add(ArmAnswer.of(context, request, setup, arm, row));
                if (certain(answers, choice.arms())) break;
            }
            if (!answers.isEmpty()) learn(context, task, answers);
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

    /** Whether those that were not asked yet cannot change the vote. */
    private synchronized boolean certain(List<ArmAnswer> answers, List<String> chosen) {
        if (chosen.size() < 2) return false;
        double rest = 0;
        for (String arm : chosen.subList(answers.size(), chosen.size())) {
            int[] known = right.getOrDefault(arm, new int[2]);
            rest += Math.max(Math.abs(Ballot.weight(known[0], known[1])), 1e-6);
        }
        return tally(answers, chosen.size()).isCertain(rest);
    }

    private synchronized Tally tally(List<ArmAnswer> answers, int voters) {
        var ballots = new ArrayList<Ballot>();
        for (ArmAnswer answer : answers) {
            int[] known = right.getOrDefault(answer.arm(), new int[2]);
            ballots.add(
                    answer.text() == null
                            ? Ballot.missing(answer.arm(), answer.why())
                            : Ballot.of(answer.arm(), answer.text(), known[0], known[1]));
        }
        return Tally.of(ballots, 0.5, request.setup().seed() + voters);
    }

    private synchronized void learn(RunContext context, Task task, List<ArmAnswer> answers)
            throws RunFailure {
        for (ArmAnswer answer : answers) {
            chooser.learn(task, answer.arm(), answer.score(), answer.usd());
            int[] known = right.computeIfAbsent(answer.arm(), _ -> new int[2]);
            known[0] += answer.score() >= 0.5 ? 1 : 0;
            known[1]++;
            totals.merge(answer.arm(), answer.total(), Outcome.OfArm::plus);
        }
        ArmAnswer given = given(answers);
        done++;
        sum += given.score();
        if (given.text() == null) errors++;
        if (errors == done && done >= HOPELESS && given.error() != null) {
            throw new RunFailure(given.error());
        }
        long all = (long) request.rounds() * request.rows().size();
        context.recorder.own(new RunEvent.Status("tasks", (long) done, all));
        Optional<Decision> decision =
                conductor.observe(
                        System.currentTimeMillis(), task, given.arm(), given.score(), List.of());
        if (decision.isEmpty()) return;
        decisions++;
        context.recorder.own(
                new RunEvent.Decision(
                        Told.seen(decision.get()),
                        Told.chosen(decision.get()),
                        Told.rejected(decision.get()),
                        decision.get().why()));
    }

    /** The answer that the session gives: of one module its own, of several the one they voted. */
    private ArmAnswer given(List<ArmAnswer> answers) {
        if (answers.size() == 1) return answers.getFirst();
        String leading = tally(answers, answers.size()).leading().orElse("");
        return answers.stream()
                .filter(answer -> leading.equals(answer.text()))
                .findFirst()
                .orElse(answers.getFirst());
    }

    private synchronized Outcome outcome() {
        return new Outcome.Session(
                done == 0 ? 0 : sum / done,
                done,
                errors,
                request.rows().split(),
                request.metric(),
                decisions,
                conductor.course().strategy().key(),
                totals);
    }
}
