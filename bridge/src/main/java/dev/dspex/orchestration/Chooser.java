package dev.dspex.orchestration;

import dev.dspex.orchestration.Selector.Terms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            return new Choice(List.of(course.locked()), means(task), "chosen by hand");
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
        bandit.beliefs(task.kind()).forEach((arm, belief) -> means.put(arm, belief.mean()));
        return means;
    }

    private Choice best(Task task, List<String> open, Knobs set) {
        var beliefs = bandit.beliefs(task.kind());
        for (String arm : byWeight(open, beliefs)) {
            if (beliefs.get(arm).weight() < set.trials()) {
                return new Choice(List.of(arm), means(task), "little is known of it yet");
            }
        }
        String best = max(open, arm -> beliefs.get(arm).mean() - set.costWeight() * cost(arm));
        return new Choice(List.of(best), means(task), "the best mean");
    }

    private Choice cheapest(Task task, List<String> open, Knobs set) {
        var beliefs = bandit.beliefs(task.kind());
        for (String arm : byWeight(open, beliefs)) {
            if (beliefs.get(arm).weight() < set.trials()) {
                return new Choice(List.of(arm), means(task), "little is known of it yet");
            }
        }
        double good =
                open.stream().mapToDouble(arm -> beliefs.get(arm).mean()).max().orElse(0)
                        - set.near();
        return open.stream()
                .filter(arm -> beliefs.get(arm).wilsonLower() >= good)
                .min(Comparator.comparingDouble(this::cost))
                .map(arm -> new Choice(List.of(arm), means(task), "the cheapest that is as good"))
                .orElseGet(
                        () ->
                                new Choice(
                                        List.of(max(open, arm -> beliefs.get(arm).mean())),
                                        means(task),
                                        "none is surely as good as the best mean"));
    }

    private Choice curious(Task task, List<String> open, Knobs set) {
        if (random.nextDouble() < set.explore()) {
            String arm = open.get(random.nextInt(open.size()));
            return new Choice(List.of(arm), means(task), "by chance, to learn");
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

    private static List<String> byWeight(List<String> open, Map<String, Belief> beliefs) {
        return open.stream()
                .sorted(Comparator.comparingDouble(arm -> beliefs.get(arm).weight()))
                .toList();
    }

    private static String max(
            List<String> open, java.util.function.ToDoubleFunction<String> value) {
        return open.stream().max(Comparator.comparingDouble(value)).orElseThrow();
    }
}
