package dev.dspex.run;

import dev.dspex.agent.Ballot;
import dev.dspex.agent.Tally;
import dev.dspex.event.RunEvent;
import dev.dspex.event.SessionEvent;
import dev.dspex.orchestration.Chooser;
import dev.dspex.orchestration.Conductor;
import dev.dspex.orchestration.Course;
import dev.dspex.orchestration.Decision;
import dev.dspex.orchestration.SessionPlan;
import dev.dspex.orchestration.Task;
import dev.dspex.orchestration.Thompson;
import dev.dspex.orchestration.Told;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a session knows and how it goes. It has no clock: the same tasks, answers and words of the
 * person in the same order give the same decisions, so that a session that was stopped is told
 * again from its events. Safe for any thread.
 */
final class SessionState {
    /** A task that was given out. */
    record Given(int number, int after, Task task, Chooser.Choice choice, Course course) {}

    /** What is told of a task that is done. */
    record Learned(SessionEvent.Task task, Optional<Decision> decision) {}

    private final RunRequest.Session request;
    private final Map<String, int[]> right = new HashMap<>();
    private final Map<String, Outcome.OfArm> totals = new LinkedHashMap<>();
    private final Chooser chooser;
    private final Conductor conductor;
    private final Deque<Decision> undoable = new ArrayDeque<>();
    private double sum;
    private int done;
    private int errors;
    private int decisions;

    SessionState(RunRequest.Session request) {
        this.request = request;
        SessionPlan plan = request.plan();
        long seed = request.setup().seed();
        List<String> names = request.arms().stream().map(SessionArm::name).toList();
        Thompson bandit = new Thompson(names, plan.discount(), seed);
        chooser = new Chooser(names, bandit, Map.of(), seed);
        Course course = Course.begin(plan.interval(), plan.parallel(), plan.strategy());
        conductor =
                new Conductor(
                        plan.settings(),
                        plan.rules(),
                        course.withLocked(plan.locked()),
                        request.workers(),
                        bandit);
    }

    synchronized Course course() {
        return conductor.course();
    }

    synchronized int done() {
        return done;
    }

    /** Whether so many tasks were done and none of them could be. */
    synchronized boolean hopeless(int after) {
        return errors == done && done >= after;
    }

    synchronized Given choose(int number, Task task) {
        Course course = conductor.course();
        return new Given(number, done, task, chooser.choose(task, course), course);
    }

    /** Whether those that were not asked yet cannot change the vote. */
    synchronized boolean certain(List<ArmAnswer> answers, List<String> chosen) {
        if (chosen.size() < 2) return false;
        double rest = 0;
        for (String arm : chosen.subList(answers.size(), chosen.size())) {
            int[] known = right.getOrDefault(arm, new int[2]);
            rest += Math.max(Math.abs(Ballot.weight(known[0], known[1])), 1e-6);
        }
        return tally(answers, chosen.size()).isCertain(rest);
    }

    private Tally tally(List<ArmAnswer> answers, int voters) {
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

    /** The answer that the session gives: of one module its own, of several the one they voted. */
    synchronized ArmAnswer answer(List<ArmAnswer> answers) {
        if (answers.size() == 1) return answers.getFirst();
        String leading = tally(answers, answers.size()).leading().orElse("");
        return answers.stream()
                .filter(answer -> leading.equals(answer.text()))
                .findFirst()
                .orElse(answers.getFirst());
    }

    /** Learns what became of a task. */
    synchronized Learned learn(
            Given given, String row, double at, ArmAnswer answer, List<ArmAnswer> answers) {
        var told = new LinkedHashMap<String, SessionEvent.Answer>();
        answers.forEach(one -> told.put(one.arm(), one.told()));
        Optional<Decision> decision =
                learn(given.task(), at, told, answer.arm(), answer.text() == null);
        var task =
                new SessionEvent.Task(
                        given.number(),
                        given.after(),
                        at,
                        row,
                        given.task().kind(),
                        given.choice().scores(),
                        given.choice().by(),
                        told,
                        answer.arm(),
                        answer.score(),
                        Told.trend(conductor.trend()));
        return new Learned(task, decision);
    }

    private Optional<Decision> learn(
            Task task,
            double at,
            Map<String, SessionEvent.Answer> answers,
            String given,
            boolean failed) {
        answers.forEach(
                (arm, answer) -> {
                    chooser.learn(task, arm, answer.score(), answer.usd());
                    int[] known = right.computeIfAbsent(arm, _ -> new int[2]);
                    known[0] += answer.score() >= 0.5 ? 1 : 0;
                    known[1]++;
                    var total =
                            new Outcome.OfArm(
                                    1,
                                    answer.error() == null ? 0 : 1,
                                    answer.score(),
                                    answer.usd(),
                                    answer.seconds());
                    totals.merge(arm, total, Outcome.OfArm::plus);
                });
        SessionEvent.Answer own = answers.get(given);
        double score = own == null ? 0 : own.score();
        done++;
        sum += score;
        if (failed) errors++;
        Optional<Decision> decision = conductor.observe((long) at, task, given, score, List.of());
        decision.ifPresent(
                one -> {
                    decisions++;
                    if (one.changesCourse()) undoable.push(one);
                });
        return decision;
    }

    /** Does what the person says; null where there is nothing to do. */
    synchronized RunEvent.@Nullable Decision take(SessionControl control) {
        Course before = conductor.course();
        switch (control) {
            case SessionControl.Lock(String arm) -> conductor.take(before.withLocked(arm));
            case SessionControl.Use(var strategy) -> conductor.take(before.withStrategy(strategy));
            case SessionControl.DryRun(boolean only) -> conductor.dryRun(only);
            case SessionControl.Undo() -> {
                if (undoable.isEmpty()) return null;
                conductor.undo(undoable.pop());
            }
        }
        return new RunEvent.Decision(
                SessionControls.seen(control),
                Told.changed(before, conductor.course()),
                SessionControls.nothing(),
                SessionControls.why(control));
    }

    /**
     * Takes the way that an earlier part of the session took.
     *
     * @param each sees every task when it comes to its end
     */
    synchronized void retrace(List<RunEvent> past, Retraced each) throws RunFailure {
        Deque<SessionEvent.Task> givenOut = new ArrayDeque<>();
        past.stream()
                .filter(SessionEvent.Task.class::isInstance)
                .map(SessionEvent.Task.class::cast)
                .sorted(
                        Comparator.comparingInt(SessionEvent.Task::after)
                                .thenComparingInt(SessionEvent.Task::task))
                .forEach(givenOut::add);
        for (RunEvent event : past) {
            switch (event) {
                case SessionEvent.Task task -> {
                    SessionEvent.Task next = givenOut.peek();
                    while (next != null && next.after() <= done) {
                        chooser.choose(kind(next), conductor.course());
                        givenOut.poll();
                        next = givenOut.peek();
                    }
                    SessionEvent.Task now = each.task(task);
                    SessionEvent.Answer own = now.answers().get(now.given());
                    boolean failed = own == null || own.error() != null;
                    learn(kind(now), now.at(), now.answers(), now.given(), failed);
                }
                case RunEvent.Decision decision ->
                        SessionControls.of(decision.seen()).ifPresent(this::take);
                default -> {}
            }
        }
    }

    private static Task kind(SessionEvent.Task task) {
        return new Task(task.of(), 1);
    }

    /** A task of an earlier part of the session; gives what became of it. */
    interface Retraced {
        SessionEvent.Task task(SessionEvent.Task then) throws RunFailure;
    }

    /** Numbers up to the highest that are not among these. */
    static List<Integer> missing(Set<Integer> numbers) {
        var missing = new TreeSet<Integer>();
        int last = numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int number = 1; number < last; number++) missing.add(number);
        missing.removeAll(numbers);
        return List.copyOf(missing);
    }

    synchronized Outcome outcome() {
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
