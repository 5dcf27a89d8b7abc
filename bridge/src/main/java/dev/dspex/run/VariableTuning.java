package dev.dspex.run;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;
import dev.dspex.variable.Assigned;
import dev.dspex.variable.Binding;
import dev.dspex.variable.Dimension;
import dev.dspex.variable.Domain;
import dev.dspex.variable.Step;
import dev.dspex.variable.Variable;
import dev.dspex.variable.VariableFile;
import dev.dspex.variable.VariableSpace;
import dev.dspex.variable.VariableValues;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The variables of a project that drive something in a program, as what a search may change. */
public final class VariableTuning implements Tuning {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Setup base;
    private final Program named;
    private final VariableSpace space;
    private final List<Dimension> dimensions;
    private final Map<String, List<JsonNode>> proposed;

    private VariableTuning(
            Setup base, String name, VariableSpace space, Map<String, List<JsonNode>> proposed) {
        this.base = base;
        this.named = base.program().withName(name);
        this.space = space;
        this.proposed = Map.copyOf(proposed);
        Set<String> driving = driving(space, name);
        this.dimensions =
                space.dimensions().stream().filter(d -> driving.contains(d.name())).toList();
    }

    /**
     * @param base with the program as its file has it, and no variables
     * @param name of the program in the project, as bindings name it
     */
    public static VariableTuning of(Setup base, String name, VariableSpace space) {
        return new VariableTuning(base, name, space, Map.of());
    }

    /** Aliases of the LMs that variables may give to nodes of a program. */
    public static Set<String> lms(VariableSpace space, String program) {
        Set<String> aliases = new TreeSet<>();
        for (Binding binding : space.bindings()) {
            if (binding.program().equals(program)
                    && binding.parameter().equals("lm")
                    && space.variable(binding.variable()).orElse(null)
                            instanceof Variable.Chosen chosen
                    && chosen.domain() instanceof Domain.Choice(var options)) {
                options.forEach(option -> aliases.add(option.toString()));
            }
        }
        return aliases;
    }

    /** How many variables of a space a search over a program can change. */
    public static int count(VariableSpace space, String program) {
        Set<String> driving = driving(space, program);
        return (int) space.dimensions().stream().filter(d -> driving.contains(d.name())).count();
    }

    /** Variables that are bound in the program, and those that these follow from. */
    private static Set<String> driving(VariableSpace space, String program) {
        Set<String> found = new TreeSet<>();
        space.bindings().stream()
                .filter(binding -> binding.program().equals(program))
                .forEach(binding -> climb(space, binding.variable(), found));
        return found;
    }

    private static void climb(VariableSpace space, String name, Set<String> found) {
        if (found.add(name)) {
            space.dependencies(name).forEach(read -> climb(space, read, found));
        }
    }

    @Override
    public boolean isEmpty() {
        return dimensions.isEmpty();
    }

    @Override
    public List<Open> open() {
        return dimensions.stream()
                .filter(dimension -> learned(dimension.domain()))
                .flatMap(dimension -> open(dimension).stream())
                .toList();
    }

    private static boolean learned(Domain domain) {
        return domain instanceof Domain.Instruction || domain instanceof Domain.DemoSet;
    }

    private Optional<Open> open(Dimension dimension) {
        return space.bindingsOf(dimension.name()).stream()
                .filter(binding -> binding.program().equals(named.name()))
                .map(Binding::node)
                .findFirst()
                .map(
                        node ->
                                dimension.domain() instanceof Domain.DemoSet(int most)
                                        ? new Open(dimension.name(), node, true, most)
                                        : new Open(dimension.name(), node, false, 0));
    }

    @Override
    public Tuning choosing(Map<String, List<JsonNode>> options) {
        return new VariableTuning(base, named.name(), space, options);
    }

    @Override
    public ArrayNode space() {
        ArrayNode list = JSON.arrayNode();
        for (Dimension dimension : dimensions) {
            ObjectNode item = list.addObject().put("name", dimension.name());
            switch (dimension.domain()) {
                case Domain.FloatRange(double minimum, double maximum, Double _) ->
                        item.put("kind", "float").put("low", minimum).put("high", maximum);
                case Domain.IntegerRange(long minimum, long maximum, long _) ->
                        item.put("kind", "integer").put("low", minimum).put("high", maximum);
                case Domain.Choice(var options) ->
                        choice(item, options.stream().map(VariableValues::json));
                case Domain.Modules(var kinds) ->
                        choice(item, kinds.stream().map(VariableValues::json));
                case Domain.Instruction _, Domain.DemoSet _ ->
                        choice(item, options(dimension).stream());
            }
        }
        return list;
    }

    private static void choice(ObjectNode item, Stream<JsonNode> options) {
        ArrayNode all = item.put("kind", "choice").putArray("options");
        options.forEach(all::add);
    }

    /** The present text or set first, then what was proposed and is allowed. */
    private List<JsonNode> options(Dimension dimension) {
        List<JsonNode> options = new ArrayList<>(List.of(VariableValues.json(dimension.now())));
        for (JsonNode option : proposed.getOrDefault(dimension.name(), List.of())) {
            Object value = VariableValues.of(option);
            if (value != null && dimension.domain().has(value) && !options.contains(option)) {
                options.add(option);
            }
        }
        return options;
    }

    @Override
    public ObjectNode config() {
        ObjectNode config = VariableFile.json(space);
        ArrayNode bindings = config.putArray("bindings");
        for (Binding binding : space.bindings()) {
            if (binding.program().equals(named.name())) {
                bindings.addObject()
                        .put("variable", binding.variable())
                        .put("node", binding.node())
                        .put("parameter", binding.parameter());
            }
        }
        ObjectNode options = config.putObject("options");
        dimensions.stream()
                .filter(dimension -> learned(dimension.domain()))
                .forEach(
                        dimension ->
                                options(dimension)
                                        .forEach(options.putArray(dimension.name())::add));
        return config;
    }

    @Override
    public ObjectNode present() {
        ObjectNode values = JSON.objectNode();
        for (Dimension dimension : dimensions) {
            values.set(dimension.name(), VariableValues.json(dimension.now()));
        }
        return values;
    }

    @Override
    public Tuning beginning(ObjectNode values) {
        return switch (space.with(VariableValues.chosen(space, values))) {
            case Step.Taken(var next, var _) ->
                    new VariableTuning(base, named.name(), next, proposed);
            case Step.Refused _ -> this;
        };
    }

    @Override
    public Tried tried(ObjectNode values) {
        Map<String, Object> chosen = new HashMap<>();
        for (Dimension dimension : dimensions) {
            JsonNode value = values.get(dimension.name());
            if (value != null) {
                Object read = Objects.requireNonNull(VariableValues.of(value), "no value");
                chosen.put(dimension.name(), onStep(dimension.domain(), read));
            }
        }
        return switch (space.with(chosen)) {
            case Step.Refused(var problems) -> new Tried.Broken(problems.getFirst().message());
            case Step.Taken(var next, var _) -> assigned(next);
        };
    }

    private Tried assigned(VariableSpace next) {
        Assigned assigned = Assigned.of(next, named).named(base.program().name());
        return assigned.problems().stream()
                .filter(Problem::isError)
                .findFirst()
                .<Tried>map(problem -> new Tried.Broken(problem.message()))
                .orElseGet(() -> new Tried.Valid(base.with(assigned), assigned.record()));
    }

    /** The nearest value that the steps of a range have: samplers know of none. */
    private static Object onStep(Domain domain, Object value) {
        if (domain instanceof Domain.FloatRange(double minimum, double maximum, Double step)
                && step != null
                && value instanceof Number number) {
            double steps = Math.rint((number.doubleValue() - minimum) / step);
            return Math.min(minimum + steps * step, maximum);
        }
        if (domain instanceof Domain.IntegerRange(long minimum, long maximum, long step)
                && value instanceof Number number) {
            long steps = Math.round((number.doubleValue() - minimum) / step);
            return Math.min(minimum + steps * step, maximum - (maximum - minimum) % step);
        }
        return value;
    }
}
