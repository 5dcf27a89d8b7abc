package dev.dspex.variable;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Formats;
import dev.dspex.program.JsonCursor;
import dev.dspex.program.LocatedJson;
import dev.dspex.program.Nearest;
import dev.dspex.program.Problem;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON to variables, bindings and rules; what is wrong is added to the problems. */
final class VariableReader {
    private static final List<String> FREE =
            List.of("float", "integer", "choice", "module", "instruction", "demos");
    private static final List<String> TYPES =
            Stream.concat(FREE.stream(), Stream.of("composite", "conditional")).toList();
    private static final Set<String> COMMON =
            Set.of("name", "type", "description", "optimizer", "metadata");
    private static final Map<String, Set<String>> KEYS =
            Map.of(
                    "float", Set.of("value", "minimum", "maximum", "step"),
                    "integer", Set.of("value", "minimum", "maximum", "step"),
                    "choice", Set.of("value", "choices"),
                    "module", Set.of("value", "modules"),
                    "instruction", Set.of("value", "words"),
                    "demos", Set.of("value", "most"),
                    "composite", Set.of("expression"),
                    "conditional", Set.of("when", "of"));

    private final LocatedJson json;
    private final List<Problem> problems;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();

    VariableReader(LocatedJson json, List<Problem> problems) {
        this.json = json;
        this.problems = problems;
    }

    /** Returns whether there is anything to go on with. */
    boolean read() {
        JsonCursor top = JsonCursor.of(json, say("the file"), problems);
        if (top == null || !Formats.known(top, VariableFile.FORMAT)) {
            return false;
        }
        top.allow(Set.of("format", "variables", "bindings", "constraints"));
        for (JsonCursor item : top.objects("variables")) {
            Variable variable = variable(item.named("name", say("the variable")));
            if (variable != null) {
                variables.add(variable);
            }
        }
        top.objects("bindings").forEach(this::binding);
        top.objects("constraints").forEach(this::rule);
        return true;
    }

    List<Variable> variables() {
        return variables;
    }

    List<Binding> bindings() {
        return bindings;
    }

    List<Rule> rules() {
        return rules;
    }

    private void binding(JsonCursor item) {
        item.allow(Set.of("variable", "program", "node", "parameter"));
        String variable = item.requiredText("variable");
        String program = item.requiredText("program");
        String parameter = item.requiredText("parameter");
        String node = item.text("node", "");
        if (variable != null && program != null && parameter != null) {
            bindings.add(new Binding(variable, program, node, parameter));
        }
    }

    private void rule(JsonCursor item) {
        item.allow(Set.of("rule", "description"));
        String rule = item.requiredText("rule");
        if (rule != null) {
            rules.add(new Rule(rule, item.text("description", "")));
        }
    }

    private @Nullable Variable variable(JsonCursor item) {
        String name = item.requiredText("name");
        String type = type(item, TYPES);
        if (name == null || type == null) {
            return null;
        }
        item.allow(
                Stream.concat(COMMON.stream(), KEYS.getOrDefault(type, Set.of()).stream())
                        .collect(Collectors.toSet()));
        About about =
                new About(
                        item.text("description", ""),
                        item.text("optimizer"),
                        item.textMap("metadata"));
        return switch (type) {
            case "composite" -> {
                String expression = item.requiredText("expression");
                yield expression == null ? null : new Variable.Composite(name, expression, about);
            }
            case "conditional" -> conditional(item, name, about);
            default -> {
                Domain domain = domain(item, type);
                Object value = domain == null ? null : value(item, domain);
                yield domain == null || value == null
                        ? null
                        : new Variable.Free(name, domain, value, about);
            }
        };
    }

    private @Nullable Variable conditional(JsonCursor item, String name, About about) {
        String when = item.requiredText("when");
        JsonCursor inner = item.requiredObject("of");
        if (when == null || inner == null) {
            return null;
        }
        JsonCursor of = inner.as(say("\"of\" of the variable \"%s\"", name), name, null);
        String type = type(of, FREE);
        if (type == null) {
            return null;
        }
        of.allow(
                Stream.concat(Stream.of("type"), KEYS.getOrDefault(type, Set.of()).stream())
                        .collect(Collectors.toSet()));
        Domain domain = domain(of, type);
        Object value = domain == null ? null : value(of, domain);
        return domain == null || value == null
                ? null
                : new Variable.Conditional(name, when, domain, value, about);
    }

    private static @Nullable String type(JsonCursor item, List<String> known) {
        String type = item.requiredText("type");
        if (type != null && !known.contains(type)) {
            item.error(
                    "type",
                    "unknown_type",
                    say("There is no type of variable \"%s\" here.", type),
                    Nearest.hint(type, known));
            return null;
        }
        return type;
    }

    private @Nullable Domain domain(JsonCursor item, String type) {
        int before = problems.size();
        Domain domain =
                switch (type) {
                    case "float" ->
                            new Domain.FloatRange(
                                    number(item, "minimum"),
                                    number(item, "maximum"),
                                    item.number("step"));
                    case "integer" ->
                            new Domain.IntegerRange(
                                    whole(item, "minimum"),
                                    whole(item, "maximum"),
                                    Objects.requireNonNullElse(item.wholeLong("step"), 1L));
                    case "choice" -> new Domain.Choice(choices(item));
                    case "module" -> new Domain.Modules(item.texts("modules"));
                    case "instruction" ->
                            new Domain.Instruction(
                                    Objects.requireNonNullElse(item.whole("words"), 0));
                    default ->
                            new Domain.DemoSet(
                                    Objects.requireNonNullElse(
                                            item.whole("most"), Target.MOST_DEMOS));
                };
        return problems.size() == before ? domain : null;
    }

    private static double number(JsonCursor item, String key) {
        require(item, key);
        return Objects.requireNonNullElse(item.number(key), 0.0);
    }

    private static long whole(JsonCursor item, String key) {
        require(item, key);
        return Objects.requireNonNullElse(item.wholeLong(key), 0L);
    }

    private static void require(JsonCursor item, String key) {
        if (!item.has(key)) {
            item.error(
                    key,
                    "missing_key",
                    say("The variable %s has no \"%s\".", item.raw("name").asString(""), key),
                    say("Add it."));
        }
    }

    private static List<Object> choices(JsonCursor item) {
        List<Object> options = new ArrayList<>();
        for (JsonNode option : item.raw("choices")) {
            Object value = scalar(option);
            if (value == null) {
                item.error(
                        "choices",
                        "bad_value",
                        say(
                                "The choice %s is neither a text nor a number nor true or false.",
                                option),
                        say("Change it."));
            } else {
                options.add(value);
            }
        }
        return options;
    }

    private static @Nullable Object value(JsonCursor item, Domain domain) {
        JsonNode raw = item.raw("value");
        if (domain instanceof Domain.DemoSet) {
            return new Demos(
                    item.objects("value").isEmpty()
                            ? List.of()
                            : raw.valueStream().map(row -> (ObjectNode) row).toList());
        }
        Object value = scalar(raw);
        if (value == null) {
            item.error(
                    "value",
                    raw.isMissingNode() ? "missing_key" : "bad_value",
                    raw.isMissingNode()
                            ? say("The variable %s has no value.", item.raw("name").asString(""))
                            : say(
                                    "The value %s is neither a text nor a number nor true or"
                                            + " false.",
                                    raw),
                    say("It must be %s.", domain.rule()));
        }
        return value;
    }

    /** Long, Double, Boolean or String; null for anything else. */
    static @Nullable Object scalar(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.longValue();
        }
        if (json.isNumber()) {
            return Double.isFinite(json.asDouble(Double.NaN)) ? (Object) json.asDouble() : null;
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        return json.isString() ? json.asString() : null;
    }
}
