package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.variable.Expression.BadExpressionException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * The definitions of a space, checked: which variable reads which, in which order values follow,
 * and the expressions ready to run. Has no values. Immutable.
 *
 * @param order all names so that each comes after those it reads; as in the file where that is free
 * @param position place of each name in the order
 */
record Graph(
        Map<String, Variable> variables,
        List<Rule> rules,
        Map<String, Expression> expressions,
        List<Expression> ruleExpressions,
        Map<String, Set<String>> reads,
        Map<String, Set<String>> readers,
        Map<String, List<Integer>> rulesOf,
        List<String> order,
        Map<String, Integer> position) {

    /** Builds the graph; null, with findings, where the definitions are wrong. */
    static @Nullable Graph of(
            Collection<Variable> variables, List<Rule> rules, List<Finding> findings) {
        return new Builder(variables, rules, findings).build();
    }

    /** Names whose value or activity may change with these, in order, without these themselves. */
    List<String> affected(Collection<String> changed) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(changed);
        while (!next.isEmpty()) {
            for (String reader : readers.getOrDefault(next.poll(), Set.of())) {
                if (found.add(reader)) {
                    next.add(reader);
                }
            }
        }
        List<String> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(position::get));
        return sorted;
    }

    /** A way from one name to another along readers, both included; empty where there is none. */
    List<String> path(String from, String to) {
        return path(readers, from, to);
    }

    private static List<String> path(Map<String, Set<String>> edges, String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String at = next.poll();
            for (String reached : edges.getOrDefault(at, Set.of())) {
                if (cameFrom.putIfAbsent(reached, at) == null) {
                    next.add(reached);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        List<String> way = new ArrayList<>(List.of(to));
        do {
            way.add(cameFrom.get(way.getLast()));
        } while (!way.getLast().equals(from));
        return way.reversed();
    }

    private static final class Builder {
        private final Map<String, Variable> variables = new LinkedHashMap<>();
        private final Map<String, String> pointers = new HashMap<>();
        private final List<Rule> rules;
        private final List<Finding> findings;
        private final int before;
        private final Map<String, Expression> expressions = new HashMap<>();
        private final Map<String, Set<String>> reads = new HashMap<>();
        private final Map<String, Set<String>> readers = new HashMap<>();
        private final Map<String, ValueType> types = new HashMap<>();

        Builder(Collection<Variable> all, List<Rule> rules, List<Finding> findings) {
            this.rules = rules;
            this.findings = findings;
            this.before = findings.size();
            int index = 0;
            for (Variable variable : all) {
                String pointer = "/variables/" + index++;
                if (variables.putIfAbsent(variable.name(), variable) != null) {
                    add(
                            pointer,
                            variable,
                            "name",
                            "duplicate_variable",
                            say("There are two variables \"%s\".", variable.name()),
                            say("Rename one."));
                } else {
                    pointers.put(variable.name(), pointer);
                }
            }
        }

        @Nullable Graph build() {
            parse();
            List<String> order = order();
            if (failed()) {
                return null;
            }
            Map<String, Integer> position = new HashMap<>();
            order.forEach(name -> position.put(name, position.size()));
            check(order);
            List<Expression> ruleExpressions = new ArrayList<>();
            Map<String, List<Integer>> rulesOf = new HashMap<>();
            for (int i = 0; i < rules.size(); i++) {
                Expression rule = rule(i);
                if (rule != null) {
                    int index = i;
                    ruleExpressions.add(rule);
                    rule.reads(variables.keySet())
                            .forEach(
                                    name ->
                                            rulesOf.computeIfAbsent(name, _ -> new ArrayList<>())
                                                    .add(index));
                }
            }
            return failed()
                    ? null
                    : new Graph(
                            Collections.unmodifiableMap(variables),
                            List.copyOf(rules),
                            expressions,
                            ruleExpressions,
                            reads,
                            readers,
                            rulesOf,
                            order,
                            position);
        }

        private boolean failed() {
            return findings.size() > before;
        }

        private void parse() {
            for (Variable variable : variables.values()) {
                String text = expression(variable);
                if (text == null) {
                    continue;
                }
                try {
                    Expression parsed = Expression.parse(text);
                    expressions.put(variable.name(), parsed);
                    Set<String> read = parsed.reads(variables.keySet());
                    reads.put(variable.name(), read);
                    read.forEach(
                            name ->
                                    readers.computeIfAbsent(name, _ -> new TreeSet<>())
                                            .add(variable.name()));
                } catch (BadExpressionException e) {
                    bad(variable, e);
                }
            }
        }

        private static @Nullable String expression(Variable variable) {
            return switch (variable) {
                case Variable.Composite composite -> composite.expression();
                case Variable.Conditional conditional -> conditional.when();
                case Variable.Free _ -> null;
            };
        }

        private static String key(Variable variable) {
            return variable instanceof Variable.Composite ? "expression" : "when";
        }

        /** Kahn's algorithm; among those that are free the one that stands first in the file. */
        private List<String> order() {
            Map<String, Integer> place = new HashMap<>();
            variables.keySet().forEach(name -> place.put(name, place.size()));
            Map<String, Integer> waitsFor = new HashMap<>();
            variables
                    .keySet()
                    .forEach(n -> waitsFor.put(n, reads.getOrDefault(n, Set.of()).size()));
            PriorityQueue<String> ready = new PriorityQueue<>(Comparator.comparing(place::get));
            waitsFor.forEach(
                    (name, count) -> {
                        if (count == 0) ready.add(name);
                    });
            List<String> order = new ArrayList<>(variables.size());
            while (!ready.isEmpty()) {
                String name = ready.poll();
                order.add(name);
                for (String reader : readers.getOrDefault(name, Set.of())) {
                    if (waitsFor.merge(reader, -1, Integer::sum) == 0) {
                        ready.add(reader);
                    }
                }
            }
            if (order.size() < variables.size()) {
                cycle(order, place);
            }
            return List.copyOf(order);
        }

        private void cycle(List<String> ordered, Map<String, Integer> place) {
            Set<String> left = new LinkedHashSet<>(variables.keySet());
            left.removeAll(Set.copyOf(ordered));
            for (String name : left) {
                List<String> way = path(readers, name, name);
                if (!way.isEmpty()) {
                    String text = String.join(" → ", way);
                    Variable variable = java.util.Objects.requireNonNull(variables.get(name));
                    add(
                            pointers.getOrDefault(name, "/variables/" + place.get(name)),
                            variable,
                            key(variable),
                            "cycle",
                            say("The variables go in a circle: %s.", text),
                            say("Let one of them not follow from the one before it."));
                    return;
                }
            }
        }

        private void check(List<String> order) {
            for (String name : order) {
                Variable variable = java.util.Objects.requireNonNull(variables.get(name));
                Expression expression = expressions.get(name);
                if (variable instanceof Variable.Chosen chosen) {
                    types.put(name, ValueType.of(chosen.domain()));
                }
                if (expression == null) {
                    continue;
                }
                try {
                    ValueType type = expression.check(typesOf(reads.get(name)), variables.keySet());
                    if (variable instanceof Variable.Composite) {
                        types.put(name, type);
                    } else if (type != ValueType.BOOL && type != ValueType.ANY) {
                        throw notTrueOrFalse(expression);
                    }
                } catch (BadExpressionException e) {
                    types.putIfAbsent(name, ValueType.ANY);
                    bad(variable, e);
                }
            }
        }

        private @Nullable Expression rule(int index) {
            Rule rule = rules.get(index);
            try {
                Expression expression = Expression.parse(rule.expression());
                Set<String> read = expression.reads(variables.keySet());
                ValueType type = expression.check(typesOf(read), variables.keySet());
                if (type != ValueType.BOOL && type != ValueType.ANY) {
                    throw notTrueOrFalse(expression);
                }
                return expression;
            } catch (BadExpressionException e) {
                findings.add(
                        Finding.of(
                                "/constraints/" + index,
                                "",
                                "rule",
                                "bad_expression",
                                e.message(),
                                e.hint()));
                return null;
            }
        }

        private static BadExpressionException notTrueOrFalse(Expression expression) {
            return new BadExpressionException(
                    say("The expression \"%s\" is neither true nor false.", expression.text()),
                    say("Compare something in it, such as x > 0.5."));
        }

        private Map<String, ValueType> typesOf(@Nullable Set<String> names) {
            Map<String, ValueType> found = new HashMap<>();
            if (names != null) {
                names.forEach(name -> found.put(name, types.getOrDefault(name, ValueType.ANY)));
            }
            return found;
        }

        private void bad(Variable variable, BadExpressionException e) {
            add(
                    pointers.getOrDefault(variable.name(), ""),
                    variable,
                    key(variable),
                    "bad_expression",
                    e.message(),
                    e.hint());
        }

        private void add(
                String pointer,
                Variable variable,
                String key,
                String code,
                String message,
                String hint) {
            findings.add(Finding.of(pointer, variable.name(), key, code, message, hint));
        }
    }
}
