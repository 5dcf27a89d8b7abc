package dev.dspex.orchestration;

import dev.dspex.orchestration.Selector.Terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Gives a task to one or more modules, as the strategy says, and learns from what became of it. The
 * same seed and outcomes choose the same. Not for several threads.
 */
public final class Chooser {
    private final Thompson bandit;
    private final Map<Strategy, Knobs> knobs;
    private final List<String> arms;
    private final SplittableRandom random;
    private final Map<String, double[]> spent = new LinkedHashMap<>();

    /**
     * @param knobs of the strategies; the standard ones where one is missing
     * @param bandit what is known of the arms; learns with this
     */
    public Chooser(List<String> arms, Thompson bandit, Map<Strategy, Knobs> knobs, long seed) {
        this.arms = List.copyOf(arms);
        this.bandit = bandit;
        this.knobs = Map.copyOf(knobs);
        this.random = new SplittableRandom(seed);
    }

    /**
     * Who gets a task.
     *
     * @param arms modules that work on it, the best first; empty where none can
     * @param scores of every module, as they were compared
     * @param by why these
     */
    public record Choice(List<String> arms, Map<String, Double> scores, String by) {}

    /** Chooses for a task. */
    public Choice choose(Task task, Course course) {
        var open = new ArrayList<>(arms);
        if (!course.locked().isEmpty()) {
            return one(task, course.locked(), "chosen by hand");
        }
        open.removeAll(course.benched());
        if (open.isEmpty()) return new Choice(List.of(), means(task), "every module is benched");
        Knobs set = knobs.getOrDefault(course.strategy(), Knobs.of(course.strategy()));
        return switch (course.strategy()) {
            case PERFORMANCE_OPTIMIZED -> best(task, open, set);
            case RESOURCE_CONSERVING -> cheapest(task, open, set);
            case ADAPTIVE_LEARNING -> curious(task, open, set);
            case MULTI_AGENT_COORDINATED -> several(task, open, set);
        };
    }

    /**
     * Learns what became of a task.
     *
     * @param reward 0 to 1
     * @param usd what it cost; 0 where that is unknown
     */
    public void learn(Task task, String arm, double reward, double usd) {
        bandit.learn(task, arm, reward);
        double[] sums = spent.computeIfAbsent(arm, _ -> new double[2]);
        sums[0] += usd;
        sums[1]++;
    }

    /** Mean cost of a task with an arm, in dollars; 0 before the first. */
    public double cost(String arm) {
        double[] sums = spent.get(arm);
        return sums == null ? 0 : sums[0] / sums[1];
    }

    private Map<String, Double> means(Task task) {
        var means = new LinkedHashMap<String, Double>();
        for (String arm : arms) means.put(arm, mean(task, arm));
        return means;
    }

    private double mean(Task task, String arm) {
        return bandit.belief(task.kind(), arm).mean();
    }

    private Choice best(Task task, List<String> open, Knobs set) {
        return untried(task, open, set)
                .map(arm -> one(task, arm, "little is known of it yet"))
                .orElseGet(() -> one(task, bestMean(task, open, set), "the best mean"));
    }

    private Choice cheapest(Task task, List<String> open, Knobs set) {
        Optional<String> untried = untried(task, open, set);
        if (untried.isPresent()) return one(task, untried.get(), "little is known of it yet");
        String best = bestMean(task, open, set);
        double good = mean(task, best) - set.near();
        return open.stream()
                .filter(arm -> bandit.belief(task.kind(), arm).wilsonLower() >= good)
                .min(Comparator.comparingDouble(this::cost))
                .map(arm -> one(task, arm, "the cheapest that is as good"))
                .orElseGet(() -> one(task, best, "no other is surely as good"));
    }

    /** The arm that was tried least, where that is too little to trust its mean. */
    private Optional<String> untried(Task task, List<String> open, Knobs set) {
        return open.stream()
                .filter(arm -> bandit.belief(task.kind(), arm).weight() < set.trials())
                .min(Comparator.comparingDouble(arm -> bandit.belief(task.kind(), arm).weight()));
    }

    private String bestMean(Task task, List<String> open, Knobs set) {
        return open.stream()
                .max(
                        Comparator.comparingDouble(
                                arm -> mean(task, arm) - set.costWeight() * cost(arm)))
                .orElseThrow();
    }

    private Choice one(Task task, String arm, String by) {
        return new Choice(List.of(arm), means(task), by);
    }

    private Choice curious(Task task, List<String> open, Knobs set) {
        if (random.nextDouble() < set.explore()) {
            String arm = open.get(random.nextInt(open.size()));
            return one(task, arm, "by chance, to learn");
        }
        Selection drawn = draw(task, open, Set.of());
        return new Choice(List.of(drawn.arm().orElseThrow()), drawn.scores(), drawn.by());
    }

    private Choice several(Task task, List<String> open, Knobs set) {
        var chosen = new ArrayList<String>();
        Map<String, Double> scores = Map.of();
        while (chosen.size() < Math.min(set.agents(), open.size())) {
            Selection drawn = draw(task, open, Set.copyOf(chosen));
            if (chosen.isEmpty()) scores = drawn.scores();
            chosen.add(drawn.arm().orElseThrow());
        }
        return new Choice(List.copyOf(chosen), scores, "a vote of several");
    }

    private Selection draw(Task task, List<String> open, Set<String> but) {
        var out = new HashSet<>(arms);
        open.forEach(out::remove);
        out.addAll(but);
        return bandit.select(task, new Terms(Map.of(), 0, "", out));
    }
}
