package dev.dspex.orchestration;

import dev.dspex.orchestration.Adaptation.Action;
import dev.dspex.orchestration.Adaptation.Sight;
import dev.dspex.orchestration.Trend.Direction;

import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Watches the scores of a session and decides. It has no clock and starts nothing: the same
 * outcomes give the same decisions. Not for several threads.
 */
public final class Conductor {
    /** Scores after which it is known what is usual. */
    private static final int LEARNING = 30;

    /** Scores for which a trend must hold: one that chance made is soon gone. */
    private static final int HELD = 5;

    private static final int USUAL_EVERY = 10;
    private static final double SLACK = 0.5;
    private static final double LIMIT = 8;
    private static final double SHARE_LIMIT = 5;
    private static final double SHARE_DROP = 0.3;
    private static final double LEAST_DEVIATION = 0.02;

    /**
     * When it may decide.
     *
     * @param test that reads trends
     * @param hysteresis scores after a decision before the next
     * @param coolDown between two changes of the module
     * @param dryRun whether decisions are only told
     */
    public record Settings(TrendTest test, int hysteresis, Duration coolDown, boolean dryRun) {
        /** What a session starts with. */
        public static final Settings STANDARD =
                new Settings(TrendTest.STANDARD, 15, Duration.ofSeconds(60), false);
    }

    private final Settings settings;
    private final List<Adaptation> rules;
    private final Selector selector;
    private final int most;
    private final List<Double> scores = new ArrayList<>();
    private final Map<String, Integer> latest = new HashMap<>();
    private @Nullable DropDetector drop;
    private double usual = Double.NaN;
    private Course course;
    private int since;
    private int held;
    private long switched = Long.MIN_VALUE;
    private int decisions;
    private boolean unsteady;
    private Trend trend;
    private boolean dryRun;

    /**
     * @param course how the session begins
     * @param most tasks at a time that the workers can carry
     * @param selector chooses the next module; learns elsewhere
     */
    public Conductor(
            Settings settings, List<Adaptation> rules, Course course, int most, Selector selector) {
        this.settings = settings;
        this.dryRun = settings.dryRun();
        this.rules = List.copyOf(rules);
        this.course = course;
        this.most = most;
        this.selector = selector;
        this.trend = settings.test().read(new double[0]);
    }

    /** How the session goes now. */
    public Course course() {
        return course;
    }

    /** The trend after the last score. */
    public Trend trend() {
        return trend;
    }

    /** Whether decisions are only told from now on. */
    public void dryRun(boolean only) {
        dryRun = only;
    }

    /** A person's change: what was benched may be chosen again where they say so. */
    public void take(Course other) {
        course = other;
    }

    /** Takes back what a decision changed, for what no later one changed again. */
    public void undo(Decision decision) {
        Course was = decision.before();
        Course then = decision.after();
        Course now = course;
        if (now.interval().equals(then.interval())) now = now.withInterval(was.interval());
        if (now.parallel() == then.parallel()) now = now.withParallel(was.parallel());
        if (now.temperature() == then.temperature()) now = now.withTemperature(was.temperature());
        if (now.frozen() == then.frozen()) now = now.withFrozen(was.frozen());
        if (now.strategy() == then.strategy()) now = now.withStrategy(was.strategy());
        if (now.benched().equals(then.benched())) now = now.withBenched(was.benched());
        course = now;
    }

    /**
     * Takes what became of a task.
     *
     * @param at when it was done, milliseconds since the epoch
     * @param arm module that did it
     * @param score 0 to 1
     * @param resources as they are now
     */
    public Optional<Decision> observe(
            long at, Task task, String arm, double score, List<Resource> resources) {
        scores.add(score);
        latest.merge(arm, 1, Integer::sum);
        since++;
        boolean dropped = drops(score);
        Direction before = trend.direction();
        trend = read();
        held = trend.direction() == before ? held + 1 : 1;
        if (!course.benched().isEmpty()
                && since >= settings.test().window()
                && at - switched >= settings.coolDown().toMillis()) {
            course = course.withBenched(Set.of());
        }
        Sight seen = sight(dropped, resources);
        if (seen == null || since < settings.hysteresis()) return Optional.empty();
        return rules.stream()
                .filter(rule -> rule.on() && rule.when() == seen)
                .findFirst()
                .flatMap(rule -> decide(rule, at, task, resources));
    }

    private Trend read() {
        TrendTest test = settings.test();
        int end = scores.size();
        int begin = Math.max(0, end - test.window());
        // what is usual changes slowly, and costs most to find out
        if (end % USUAL_EVERY == 0 || Double.isNaN(usual)) {
            usual = test.usual(between(begin - TrendTest.BEFORE * test.window(), begin));
        }
        return test.read(between(begin, end), usual);
    }

    private double[] between(int begin, int end) {
        return scores.subList(Math.max(0, begin), end).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private boolean drops(double score) {
        if (drop != null) return drop.drops(score);
        if (scores.size() < LEARNING) return false;
        drop = detector();
        return false;
    }

    private DropDetector detector() {
        double[] known = between(0, scores.size());
        double mean = java.util.Arrays.stream(known).average().orElseThrow();
        boolean shares = java.util.Arrays.stream(known).allMatch(one -> one == 0 || one == 1);
        if (shares) {
            double usual = Math.clamp(mean, SHARE_DROP + 0.05, 0.98);
            return DropDetector.ofShare(usual, usual - SHARE_DROP, SHARE_LIMIT);
        }
        // not the median deviation, which is 0 where most scores are the same
        double deviation =
                new StandardDeviation().evaluate(RobustLine.through(known).residuals(known));
        return DropDetector.ofScale(mean, Math.max(deviation, LEAST_DEVIATION), SLACK, LIMIT);
    }

    private @Nullable Sight sight(boolean dropped, List<Resource> resources) {
        if (dropped) return Sight.DROP;
        if (held < HELD) return null;
        return switch (trend.direction()) {
            case UNSTABLE -> Sight.UNSTABLE;
            case DEGRADING -> Sight.DEGRADING;
            case IMPROVING -> Sight.IMPROVING;
            case STEADY -> {
                if (unsteady) yield Sight.STEADY_AGAIN;
                boolean scarce = resources.stream().anyMatch(Resource::isShort);
                yield scarce && course.strategy() != Strategy.RESOURCE_CONSERVING
                        ? Sight.RESOURCE_SHORT
                        : null;
            }
        };
    }

    private Optional<Decision> decide(
            Adaptation rule, long at, Task task, List<Resource> resources) {
        boolean tooSoon =
                switched != Long.MIN_VALUE && at - switched < settings.coolDown().toMillis();
        if (rule.switches() && tooSoon) return Optional.empty();
        var draft = new Draft(course, trend, resources);
        for (Action action : rule.then()) {
            draft.take(action, most, present(), arm -> selector.select(task, without(arm)));
        }
        Decision decision = draft.decision(++decisions, at, rule.when());
        since = 0;
        unsteady = trend.direction() == Direction.UNSTABLE;
        if (dryRun) return Optional.of(decision);
        course = decision.after();
        if (!decision.chosen().isEmpty()) {
            switched = at;
            // another module is another series
            scores.clear();
            latest.clear();
            drop = null;
            usual = Double.NaN;
        }
        return Optional.of(decision);
    }

    private static Selector.Terms without(String arm) {
        return new Selector.Terms(Map.of(), 0, "", Set.of(arm));
    }

    /** The module that did most of the latest tasks. */
    private String present() {
        return latest.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
