package dev.dspex.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives tasks to agents by what they can do: only those whose place has what they require and who
 * provide what the task needs, the fittest first; among those that are as good as the fittest, the
 * one with the least to do. The same tasks in the same order are given to the same agents. Not for
 * several threads.
 */
public final class Assignment {
    /** Means of fitness that differ by no more are as good as each other. */
    public static final double AS_GOOD = 0.03;

    private final List<Standing> agents;
    private final Map<String, Integer> load = new LinkedHashMap<>();

    public Assignment(List<Standing> agents) {
        this.agents = List.copyOf(agents);
        agents.forEach(one -> load.put(one.agent().name(), 0));
    }

    /**
     * Who does a task.
     *
     * @param voters in the order in which they are asked; empty where nobody can do it
     * @param missing what is missing for it to be done; empty where it can
     */
    public record Given(List<Agent> voters, Set<String> missing) {
        public Given {
            voters = List.copyOf(voters);
            missing = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(missing));
        }
    }

    /**
     * Gives the next task.
     *
     * @param required what it needs
     * @param most agents that it is given to
     */
    public Given give(Set<String> required, int most) {
        var fit = new ArrayList<>(agents.stream().filter(one -> one.fits(required)).toList());
        if (fit.isEmpty()) return new Given(List.of(), missing(required));
        var voters = new ArrayList<Agent>();
        while (!fit.isEmpty() && voters.size() < most) {
            Standing next = next(fit);
            fit.remove(next);
            load.merge(next.agent().name(), 1, Integer::sum);
            voters.add(next.agent());
        }
        return new Given(voters, Set.of());
    }

    private Standing next(List<Standing> fit) {
        double best = fit.stream().mapToDouble(one -> one.fitness().mean()).max().orElse(0);
        return fit.stream()
                .filter(one -> one.fitness().mean() >= best - AS_GOOD)
                .min(
                        Comparator.comparingInt((Standing one) -> load(one))
                                .thenComparing(one -> -one.fitness().mean())
                                .thenComparing(one -> one.agent().name()))
                .orElseThrow();
    }

    private int load(Standing one) {
        return load.getOrDefault(one.agent().name(), 0);
    }

    /** What the agent that comes closest lacks: of itself, or at its place. */
    private Set<String> missing(Set<String> required) {
        return agents.stream()
                .map(
                        one -> {
                            Set<String> all = new LinkedHashSet<>(one.lacking(required));
                            all.addAll(one.unmet());
                            return all;
                        })
                .min(Comparator.comparingInt(Set::size))
                .orElse(required);
    }
}
