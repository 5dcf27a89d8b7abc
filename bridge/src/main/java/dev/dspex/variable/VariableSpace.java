package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;
import dev.dspex.variable.Expression.BadExpressionException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Variables with their values, the rules that hold between them, and the parameters that they
 * drive. Immutable and always sound: expressions fit, nothing goes in a circle, values are allowed.
 */
public final class VariableSpace {

    public static final VariableSpace EMPTY = empty();

    private final Graph graph;
    private final List<Binding> bindings;
    private final Map<String, Object> values;
    private final Set<String> inactive;

    private VariableSpace(
            Graph graph, List<Binding> bindings, Map<String, Object> values, Set<String> inactive) {
        this.graph = graph;
        this.bindings = bindings;
        this.values = values;
        this.inactive = inactive;
    }

    private static VariableSpace empty() {
        Graph none = Objects.requireNonNull(Graph.of(List.of(), List.of(), new ArrayList<>()));
        return new VariableSpace(none, List.of(), Map.of(), Set.of());
    }

    /** Makes a space of parts that may come from anywhere. */
    public static Checked of(
            Collection<? extends Variable> variables,
            Collection<Binding> bindings,
            Collection<Rule> rules) {
        List<Finding> findings = new ArrayList<>();
        VariableSpace space = of(variables, bindings, rules, findings);
        return space == null
                ? new Checked.Bad(findings.stream().map(Finding::problem).toList())
                : new Checked.Ok(space);
    }

    /** Null, with findings, where something is wrong. */
    static @Nullable VariableSpace of(
            Collection<? extends Variable> variables,
            Collection<Binding> bindings,
            Collection<Rule> rules,
            List<Finding> findings) {
        SpaceRules.check(variables, bindings, findings);
        if (!findings.isEmpty()) {
            return null;
        }
        Graph graph = Graph.of(List.copyOf(variables), List.copyOf(rules), findings);
        if (graph == null) {
            return null;
        }
        Map<String, Object> values = new HashMap<>();
        graph.variables()
                .forEach(
                        (name, variable) -> {
                            if (variable instanceof Variable.Chosen chosen) {
                                values.put(name, chosen.value());
                            }
                        });
        Set<String> inactive = new HashSet<>();
        try {
            for (String name : graph.order()) {
                follow(graph, name, values, inactive);
            }
            SpaceRules.holds(graph, values, findings);
        } catch (BadExpressionException e) {
            findings.add(
                    new Finding("", Problem.error("expression_failed", e.message(), e.hint())));
        }
        return findings.isEmpty()
                ? new VariableSpace(graph, List.copyOf(bindings), values, inactive)
                : null;
    }

    /** Sets what a variable's expression says: a value, or whether it counts. */
    static void follow(Graph graph, String name, Map<String, Object> values, Set<String> inactive)
            throws BadExpressionException {
        Expression expression = graph.expressions().get(name);
        if (expression == null) {
            return;
        }
        if (graph.variables().get(name) instanceof Variable.Composite) {
            values.put(name, expression.value(values));
        } else if (expression.holds(values)) {
            inactive.remove(name);
        } else {
            inactive.add(name);
        }
    }

    /** All variables with their present values, in the order of the file. */
    public List<Variable> variables() {
        return graph.variables().keySet().stream().map(this::present).toList();
    }

    public Optional<Variable> variable(String name) {
        return graph.variables().containsKey(name) ? Optional.of(present(name)) : Optional.empty();
    }

    private Variable present(String name) {
        return switch (Objects.requireNonNull(graph.variables().get(name))) {
            case Variable.Chosen chosen -> chosen.withValue(value(name));
            case Variable.Composite composite -> composite;
        };
    }

    public boolean isEmpty() {
        return graph.variables().isEmpty();
    }

    public List<Binding> bindings() {
        return bindings;
    }

    public List<Rule> rules() {
        return graph.rules();
    }

    /** Names so that each comes after those it depends on. */
    public List<String> order() {
        return graph.order();
    }

    /** The present value: Double, Long, Boolean, String or {@link Demos}. */
    public Object value(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /** All present values by name. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Whether it counts: a conditional whose condition does not hold drives nothing. */
    public boolean isActive(String name) {
        return !inactive.contains(name);
    }

    /** Variables that its expression reads. */
    public Set<String> dependencies(String name) {
        return Collections.unmodifiableSet(graph.reads().getOrDefault(name, Set.of()));
    }

    /** Variables whose expressions read it. */
    public Set<String> dependants(String name) {
        return Collections.unmodifiableSet(graph.readers().getOrDefault(name, Set.of()));
    }

    public List<Binding> bindingsOf(String variable) {
        return bindings.stream().filter(b -> b.variable().equals(variable)).toList();
    }

    /** Rules that read a variable, directly or through composites. */
    public List<Rule> rulesOf(String variable) {
        Set<Integer> found = new TreeSet<>(graph.rulesOf().getOrDefault(variable, List.of()));
        graph.affected(List.of(variable))
                .forEach(name -> found.addAll(graph.rulesOf().getOrDefault(name, List.of())));
        return found.stream().map(index -> rules().get(index)).toList();
    }

    /** What a search can choose, in the order of the file; composites only follow. */
    public List<Dimension> dimensions() {
        return graph.variables().values().stream()
                .filter(Variable.Chosen.class::isInstance)
                .map(
                        v ->
                                new Dimension(
                                        v.name(),
                                        ((Variable.Chosen) v).domain(),
                                        value(v.name()),
                                        v instanceof Variable.Conditional))
                .toList();
    }

    /** Share of all value combinations that the rules take away, 0 to 1, estimated. */
    public double removedByRules() {
        return rules().isEmpty() ? 0 : 1 - Sampling.satisfied(graph, values, ruleNumbers());
    }

    private List<Integer> ruleNumbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < rules().size(); i++) {
            numbers.add(i);
        }
        return numbers;
    }

    /** The space with other values, and all that follows; pure. Names that are absent stay. */
    public Step with(Map<String, ?> chosen) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> next = new HashMap<>(values);
        Map<String, ValueChange> changes = new LinkedHashMap<>();
        Set<String> other = new HashSet<>();
        chosen.forEach(
                (name, value) ->
                        choose(name, value, problems)
                                .filter(allowed -> !allowed.equals(values.get(name)))
                                .ifPresent(
                                        allowed -> {
                                            next.put(name, allowed);
                                            other.add(name);
                                        }));
        if (!problems.isEmpty()) {
            return new Step.Refused(problems);
        }
        Set<String> off = new HashSet<>(inactive);
        List<String> set = new ArrayList<>(other);
        set.sort(Comparator.comparing(graph.position()::get));
        set.forEach(name -> changes.put(name, change(name, next, off, false)));
        try {
            for (String name : graph.affected(set)) {
                if (Collections.disjoint(dependencies(name), other)) {
                    continue;
                }
                follow(graph, name, next, off);
                boolean moved = !Objects.equals(next.get(name), values.get(name));
                if (moved) {
                    other.add(name);
                }
                if (moved || off.contains(name) != inactive.contains(name)) {
                    changes.put(name, change(name, next, off, !set.contains(name)));
                }
            }
            List<Finding> findings = new ArrayList<>();
            SpaceRules.holds(graph, next, other, findings);
            if (!findings.isEmpty()) {
                return new Step.Refused(findings.stream().map(Finding::problem).toList());
            }
        } catch (BadExpressionException e) {
            return new Step.Refused(
                    List.of(Problem.error("expression_failed", e.message(), e.hint())));
        }
        return new Step.Taken(
                new VariableSpace(graph, bindings, next, off), List.copyOf(changes.values()));
    }

    private ValueChange change(
            String name, Map<String, Object> next, Set<String> off, boolean derived) {
        Object now = Objects.requireNonNull(next.get(name));
        return new ValueChange(name, value(name), now, !off.contains(name), derived);
    }

    private Optional<Object> choose(String name, Object value, List<Problem> problems) {
        Variable variable = graph.variables().get(name);
        if (variable == null) {
            problems.add(
                    Problem.error(
                                    "unknown_variable",
                                    say("There is no variable \"%s\".", name),
                                    dev.dspex.program.Nearest.hint(
                                            name, graph.variables().keySet()))
                            .at(name, null));
            return Optional.empty();
        }
        if (!(variable instanceof Variable.Chosen known)) {
            problems.add(
                    Problem.error(
                                    "composite_value",
                                    say(
                                            "\"%s\" follows from other variables, so it cannot be"
                                                    + " set.",
                                            name),
                                    say(
                                            "Set %s, or change its expression.",
                                            String.join(say(" or "), dependencies(name))))
                            .at(name, "value"));
            return Optional.empty();
        }
        Object canonical = known.domain().canonical(value);
        if (!known.domain().has(canonical)) {
            problems.add(SpaceRules.outside(known, canonical));
            return Optional.empty();
        }
        return Optional.of(canonical);
    }

    /** Adds a variable, or puts it in the place of the one of its name. */
    public Checked with(Variable variable) {
        List<Variable> all = new ArrayList<>(variables());
        int at = List.copyOf(graph.variables().keySet()).indexOf(variable.name());
        if (at < 0) {
            all.add(variable);
        } else {
            all.set(at, variable);
        }
        return of(all, bindings, rules());
    }

    /** Without a variable and its bindings; refused while others read it. */
    public Checked without(String name) {
        return of(
                variables().stream().filter(v -> !v.name().equals(name)).toList(),
                bindings.stream().filter(b -> !b.variable().equals(name)).toList(),
                rules());
    }

    public Checked withBindings(List<Binding> newBindings) {
        return of(variables(), newBindings, rules());
    }

    public Checked withRules(List<Rule> newRules) {
        return of(variables(), bindings, newRules);
    }

    Graph graph() {
        return graph;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VariableSpace that
                && variables().equals(that.variables())
                && bindings.equals(that.bindings)
                && rules().equals(that.rules());
    }

    @Override
    public int hashCode() {
        return Objects.hash(graph.variables().keySet(), bindings, rules());
    }
}
