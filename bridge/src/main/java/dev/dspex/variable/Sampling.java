package dev.dspex.variable;

import dev.dspex.variable.Expression.BadExpressionException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Tries values of the variables that rules read: all combinations where they are few, else many
 * that are drawn by chance with a fixed seed, the ends of ranges among them.
 */
final class Sampling {
    private static final int TRIES = 2_000;

    private final Graph graph;
    private final Map<String, Object> values;
    private final List<Integer> rules;
    private final List<String> chosen = new ArrayList<>();
    private final List<String> derived = new ArrayList<>();

    private Sampling(Graph graph, Map<String, Object> values, List<Integer> rules) {
        this.graph = graph;
        this.values = values;
        this.rules = rules;
        Set<String> upstream = new LinkedHashSet<>();
        for (int rule : rules) {
            graph.ruleExpressions()
                    .get(rule)
                    .reads(graph.variables().keySet())
                    .forEach(name -> climb(name, upstream));
        }
        for (String name : graph.order()) {
            if (upstream.contains(name)) {
                (graph.variables().get(name) instanceof Variable.Composite ? derived : chosen)
                        .add(name);
            }
        }
    }

    private void climb(String name, Set<String> upstream) {
        if (upstream.add(name) && graph.variables().get(name) instanceof Variable.Composite) {
            graph.reads().getOrDefault(name, Set.of()).forEach(read -> climb(read, upstream));
        }
    }

    /** Share of the tried values for which all of the rules hold, 0 to 1. */
    static double satisfied(Graph graph, Map<String, Object> values, List<Integer> rules) {
        return new Sampling(graph, values, rules).satisfied();
    }

    /**
     * The rules that cannot hold, the fewest that are found: one alone, two together, or all; empty
     * where values were found for all of them.
     */
    static List<Integer> unsatisfiable(Graph graph, Map<String, Object> values) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < graph.rules().size(); i++) {
            all.add(i);
        }
        if (satisfied(graph, values, all) > 0) {
            return List.of();
        }
        for (int one : all) {
            if (satisfied(graph, values, List.of(one)) == 0) {
                return List.of(one);
            }
        }
        for (int one : all) {
            for (int other : all) {
                if (one < other && satisfied(graph, values, List.of(one, other)) == 0) {
                    return List.of(one, other);
                }
            }
        }
        return all;
    }

    private double satisfied() {
        long combinations = 1;
        for (String name : chosen) {
            combinations = Math.min(TRIES + 1L, combinations * count(domain(name)));
        }
        SplittableRandom random = new SplittableRandom(7);
        int tries = (int) Math.min(combinations, TRIES);
        int good = 0;
        for (int i = 0; i < tries; i++) {
            Map<String, Object> point = new HashMap<>(values);
            long rest = i;
            for (String name : chosen) {
                Domain domain = domain(name);
                if (combinations <= TRIES) {
                    long count = count(domain);
                    point.put(name, at(name, domain, rest % count));
                    rest /= count;
                } else {
                    point.put(name, draw(name, domain, random));
                }
            }
            if (holds(point)) {
                good++;
            }
        }
        return tries == 0 ? 1 : (double) good / tries;
    }

    private boolean holds(Map<String, Object> point) {
        try {
            Set<String> inactive = new HashSet<>();
            for (String name : derived) {
                VariableSpace.follow(graph, name, point, inactive);
            }
            for (int rule : rules) {
                if (!graph.ruleExpressions().get(rule).holds(point)) {
                    return false;
                }
            }
            return true;
        } catch (BadExpressionException _) {
            return false; // values without a result are not allowed either
        }
    }

    private Domain domain(String name) {
        return ((Variable.Chosen) Objects.requireNonNull(graph.variables().get(name))).domain();
    }

    /** Number of values, more than {@link #TRIES} for a range without steps. */
    private static long count(Domain domain) {
        return switch (domain) {
            case Domain.FloatRange(double from, double to, Double step) ->
                    from == to ? 1 : step == null ? TRIES + 1 : steps(from, to, step) + 1;
            case Domain.IntegerRange(long from, long to, long step) -> (to - from) / step + 1;
            case Domain.Choice(var options) -> options.size();
            case Domain.Modules(var kinds) -> kinds.size();
            case Domain.Instruction _, Domain.DemoSet _ -> 1;
        };
    }

    private static long steps(double from, double to, double step) {
        return (long) Math.floor((to - from) / step + 1e-9);
    }

    private Object at(String name, Domain domain, long index) {
        return switch (domain) {
            case Domain.FloatRange(double from, double _, Double step) ->
                    step == null ? from : from + index * step;
            case Domain.IntegerRange(long from, long _, long step) -> from + index * step;
            case Domain.Choice(var options) -> options.get((int) index);
            case Domain.Modules(var kinds) -> kinds.get((int) index);
            case Domain.Instruction _, Domain.DemoSet _ -> Objects.requireNonNull(values.get(name));
        };
    }

    private Object draw(String name, Domain domain, SplittableRandom random) {
        if (domain instanceof Domain.FloatRange(double from, double to, Double step)
                && step == null) {
            int kind = random.nextInt(20);
            return kind == 0
                    ? (Object) from
                    : kind == 1 || from == to ? (Object) to : random.nextDouble(from, to);
        }
        return at(name, domain, random.nextLong(count(domain)));
    }
}
