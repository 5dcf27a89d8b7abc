package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;
import dev.dspex.variable.Expression.BadExpressionException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must be true of a space beside its expressions. */
final class SpaceRules {
    private SpaceRules() {}

    static void check(
            Collection<? extends Variable> variables,
            Collection<Binding> bindings,
            List<Finding> findings) {
        Set<String> names = new HashSet<>();
        Map<String, Variable> byName = new HashMap<>();
        int index = 0;
        for (Variable variable : variables) {
            variable(variable, "/variables/" + index++, findings);
            names.add(variable.name());
            byName.put(variable.name(), variable);
        }
        Map<String, Binding> drivers = new HashMap<>();
        index = 0;
        for (Binding binding : bindings) {
            binding(binding, "/bindings/" + index++, byName, drivers, findings);
        }
    }

    private static void variable(Variable variable, String at, List<Finding> findings) {
        String name = variable.name();
        VariableNames.bad(name)
                .ifPresent(
                        why ->
                                findings.add(
                                        Finding.of(
                                                at,
                                                name,
                                                "name",
                                                "bad_variable_name",
                                                why,
                                                say("Choose another name."))));
        if (variable instanceof Variable.Chosen chosen) {
            String flaw = chosen.domain().flaw().orElse(null);
            if (flaw != null) {
                findings.add(
                        Finding.of(
                                at,
                                name,
                                "type",
                                "bad_constraint",
                                say("The variable \"%s\" can have no value. %s", name, flaw),
                                say("Change its constraint.")));
            } else if (!chosen.domain().has(chosen.value())) {
                findings.add(new Finding(at + "/value", outside(chosen, chosen.value())));
            }
        }
    }

    static Problem outside(Variable.Chosen variable, Object value) {
        return Problem.error(
                        "value_outside",
                        say(
                                "\"%s\" must be %s, not %s.",
                                variable.name(), variable.domain().rule(), Shown.value(value)),
                        say("Change the value or its constraint."))
                .at(variable.name(), "value");
    }

    private static void binding(
            Binding binding,
            String at,
            Map<String, Variable> variables,
            Map<String, Binding> drivers,
            List<Finding> findings) {
        String name = binding.variable();
        if (!variables.containsKey(name)) {
            findings.add(
                    Finding.of(
                            at,
                            name,
                            "variable",
                            "unknown_variable",
                            say(
                                    "%s is bound to \"%s\", and there is no such variable.",
                                    binding.target(), name),
                            Nearest.hint(name, variables.keySet())));
            return;
        }
        Binding other =
                variables.get(name) instanceof Variable.Conditional
                        ? null
                        : drivers.putIfAbsent(binding.target(), binding);
        if (other != null) {
            findings.add(
                    Finding.of(
                            at,
                            name,
                            "parameter",
                            "bound_twice",
                            say(
                                    "%s is bound to both \"%s\" and \"%s\".",
                                    binding.target(), other.variable(), name),
                            say("Unbind one, or make one conditional.")));
        }
    }

    /** Checks every rule; for those that do not hold, also whether they ever can. */
    static void holds(Graph graph, Map<String, Object> values, List<Finding> findings)
            throws BadExpressionException {
        holds(graph, values, graph.rulesOf().keySet(), findings);
        if (!findings.isEmpty()) {
            List<Integer> culprits = Sampling.unsatisfiable(graph, values);
            if (!culprits.isEmpty()) {
                findings.clear();
                findings.add(unsatisfiable(graph, culprits));
            }
        }
    }

    /** Checks the rules that read one of these variables. */
    static void holds(
            Graph graph,
            Map<String, Object> values,
            Collection<String> changed,
            List<Finding> findings)
            throws BadExpressionException {
        Set<Integer> numbers = new HashSet<>();
        changed.forEach(name -> numbers.addAll(graph.rulesOf().getOrDefault(name, List.of())));
        for (int number : numbers.stream().sorted().toList()) {
            Expression rule = graph.ruleExpressions().get(number);
            if (!rule.holds(values)) {
                findings.add(broken(rule, number, graph, values));
            }
        }
    }

    private static Finding broken(
            Expression rule, int number, Graph graph, Map<String, Object> values) {
        String with =
                rule.reads(graph.variables().keySet()).stream()
                        .map(n -> n + " = " + Shown.value(values.getOrDefault(n, "")))
                        .collect(Collectors.joining(", "));
        return Finding.of(
                "/constraints/" + number,
                rule.reads(graph.variables().keySet()).stream().findFirst().orElse(""),
                "rule",
                "rule_broken",
                say("The rule \"%s\" does not hold with %s.", rule.text(), with),
                say("Change one of these variables, or the rule."));
    }

    private static Finding unsatisfiable(Graph graph, List<Integer> culprits) {
        List<String> texts = new ArrayList<>();
        culprits.forEach(n -> texts.add("\"" + graph.ruleExpressions().get(n).text() + "\""));
        return Finding.of(
                "/constraints/" + culprits.getLast(),
                "",
                "rule",
                "rules_unsatisfiable",
                texts.size() == 1
                        ? say("No values were found for which the rule %s holds.", texts.getFirst())
                        : say(
                                "No values were found for which these rules hold together: %s.",
                                String.join(", ", texts)),
                say("Loosen one of the rules, or the range of a variable."));
    }
}
