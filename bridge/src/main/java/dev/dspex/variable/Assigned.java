package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A program with the values of a space in the parameters that they drive.
 *
 * @param program differs from the file's in the bound parameters only
 * @param adapter that a variable chose, null where none does
 * @param demos demonstrations by node, where variables drive them
 * @param instructed nodes whose instructions variables drive
 * @param values of the variables that drive something here, by name
 * @param problems errors where a value does not fit its parameter: such a program is not to be run;
 *     warnings where a parameter is gone
 */
public record Assigned(
        Program program,
        @Nullable String adapter,
        Map<String, Demos> demos,
        Set<String> instructed,
        Map<String, Object> values,
        List<Problem> problems) {

    public Assigned {
        demos = Map.copyOf(demos);
        instructed = Set.copyOf(instructed);
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
        problems = List.copyOf(problems);
    }

    /** Puts the present values of a space into a program. Pure. */
    public static Assigned of(VariableSpace space, Program program) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Demos> demos = new LinkedHashMap<>();
        Set<String> instructed = new HashSet<>();
        Map<String, Object> values = new TreeMap<>();
        Program now = program;
        String adapter = null;
        List<Target> targets = targets(space, program);
        Set<String> ofAnyKind = new HashSet<>();
        for (Binding binding : drivers(space, program.name())) {
            Target target = find(targets, binding).orElse(null);
            if (target == null) {
                if (!ofAnyKind.contains(binding.node())) {
                    problems.add(gone(binding, targets));
                }
                continue;
            }
            Object value = target.domain().canonical(space.value(binding.variable()));
            String misfit = misfit(target, value);
            if (misfit != null) {
                problems.add(misfit(binding, value, misfit));
                continue;
            }
            values.put(binding.variable(), space.value(binding.variable()));
            if (target.parameter().equals(Targets.ADAPTER) && target.node().isEmpty()) {
                adapter = value.toString();
            } else if (value instanceof Demos set) {
                demos.put(binding.node(), set);
            } else {
                now = Parts.with(now, binding.node(), binding.parameter(), value);
            }
            if (target.parameter().equals(Targets.INSTRUCTIONS)) {
                instructed.add(binding.node());
            }
            if (target.parameter().equals(Targets.KIND)) {
                // Settings follow from the kind: one that this kind does not know waits.
                ofAnyKind.add(binding.node());
                targets = targets(space, now);
            }
        }
        return new Assigned(now, adapter, demos, instructed, values, problems);
    }

    private static List<Target> targets(VariableSpace space, Program program) {
        boolean bound = space.bindings().stream().anyMatch(b -> b.program().equals(program.name()));
        return bound ? Targets.of(program, List.of("")) : List.of();
    }

    private static Optional<Target> find(List<Target> targets, Binding binding) {
        return targets.stream()
                .filter(
                        t ->
                                t.node().equals(binding.node())
                                        && t.parameter().equals(binding.parameter()))
                .findFirst();
    }

    /**
     * Bindings that count: of several for one parameter an active conditional one before the
     * others. What a node is comes first, for its settings follow from that.
     */
    private static List<Binding> drivers(VariableSpace space, String program) {
        Map<String, Binding> byTarget = new LinkedHashMap<>();
        for (Binding binding : space.bindings()) {
            if (!binding.program().equals(program) || !space.isActive(binding.variable())) {
                continue;
            }
            boolean conditional =
                    space.variable(binding.variable()).orElseThrow()
                            instanceof Variable.Conditional;
            if (conditional) {
                Binding before = byTarget.get(binding.target());
                boolean taken =
                        before != null
                                && space.variable(before.variable()).orElseThrow()
                                        instanceof Variable.Conditional;
                if (!taken) {
                    byTarget.put(binding.target(), binding);
                }
            } else {
                byTarget.putIfAbsent(binding.target(), binding);
            }
        }
        return byTarget.values().stream()
                .sorted(Comparator.comparing(b -> !b.parameter().equals(Targets.KIND)))
                .toList();
    }

    /** What the value must be and is not; null where it fits. LM aliases are the run's matter. */
    private static @Nullable String misfit(Target target, Object value) {
        if (target.parameter().equals(Targets.LM)) {
            return value instanceof String ? null : say("the alias of an LM");
        }
        if (target.parameter().equals(Targets.DEMOS)) {
            return value instanceof Demos ? null : say("a set of demos");
        }
        return target.domain().has(value) ? null : target.domain().rule();
    }

    /** What is wrong with the bindings of a space to this program, whatever the values are. */
    public static List<Problem> check(VariableSpace space, Program program) {
        return of(space, program).problems();
    }

    private static Problem misfit(Binding binding, Object value, String rule) {
        return Problem.error(
                        "binding_misfit",
                        say(
                                "%s must be %s, and its variable \"%s\" is %s.",
                                binding.target(), rule, binding.variable(), Shown.value(value)),
                        say("Change the constraint of the variable, or unbind it."))
                .in(VariableFile.NAME)
                .at(binding.variable(), "value");
    }

    private static Problem gone(Binding binding, List<Target> targets) {
        Set<String> paths = targets.stream().map(Target::path).collect(Collectors.toSet());
        String path =
                binding.node().isEmpty()
                        ? binding.parameter()
                        : binding.node() + "." + binding.parameter();
        return Problem.warning(
                        "binding_gone",
                        say(
                                "The variable \"%s\" is bound to %s, and the program has no such"
                                        + " parameter.",
                                binding.variable(), binding.target()),
                        Nearest.to(path, paths)
                                .map(near -> say("Did you mean %s? Bind it there.", near))
                                .orElse(say("Unbind it, or bind it to another parameter.")))
                .in(VariableFile.NAME)
                .at(binding.variable(), "parameter");
    }

    /** The same under another name of the program. */
    public Assigned named(String name) {
        return new Assigned(program.withName(name), adapter, demos, instructed, values, problems);
    }

    /** The values as a run records them. */
    public ObjectNode record() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> json.set(name, VariableValues.json(value)));
        return json;
    }
}
