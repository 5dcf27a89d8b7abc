package dev.dspex.orchestration;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Thompson sampling, a bandit for each class of tasks: every arm is drawn from what is believed of
 * it, and the highest draw gets the task (Thompson 1933; discount: Raj and Kalyani 2017). The same
 * seed and the same rewards choose the same. Not for several threads.
 */
public final class Thompson implements Selector {
    /** Discount where modules may become better or worse over time. */
    public static final double DRIFTING = 0.99;

    private final List<String> arms;
    private final double discount;
    private final RandomGenerator random;
    private final Map<String, Map<String, Belief>> classes = new LinkedHashMap<>();

    /**
     * @param arms names of the modules, at least one
     * @param discount what a reward counts for after another one of its class; 1 forgets nothing
     */
    public Thompson(List<String> arms, double discount, long seed) {
        if (arms.isEmpty() || !(discount > 0 && discount <= 1)) {
            throw new IllegalArgumentException(arms + ", discount " + discount);
        }
        this.arms = List.copyOf(arms);
        this.discount = discount;
        this.random = new Well19937c(seed);
    }

    @Override
    public Selection select(Task task, Terms terms) {
        var scores = new LinkedHashMap<String, Double>();
        for (String arm : arms) {
            scores.put(arm, belief(task.kind(), arm).draw(random) - terms.charge(arm));
        }
        return Selection.highest(scores, terms.allowed(), "Thompson sampling");
    }

    @Override
    public void learn(Task task, String arm, double reward) {
        var believed = classes.computeIfAbsent(task.kind(), _ -> new LinkedHashMap<>());
        if (discount < 1) believed.replaceAll((_, belief) -> belief.fading(discount));
        believed.merge(arm, Belief.NONE.seen(reward), (known, _) -> known.seen(reward));
    }

    /** What is believed of an arm for a class of tasks. */
    public Belief belief(String kind, String arm) {
        return classes.getOrDefault(kind, Map.of()).getOrDefault(arm, Belief.NONE);
    }

    /** Classes of tasks that were met, in the order they were. */
    public List<String> kinds() {
        return List.copyOf(classes.keySet());
    }
}
