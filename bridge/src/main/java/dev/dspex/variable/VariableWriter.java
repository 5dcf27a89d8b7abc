package dev.dspex.variable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** A space to JSON. */
final class VariableWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VariableWriter() {}

    static ObjectNode write(VariableSpace space) {
        ObjectNode top = JSON.objectNode().put("format", VariableFile.FORMAT);
        ArrayNode variables = top.putArray("variables");
        space.variables().forEach(variable -> variables.add(variable(variable)));
        ArrayNode bindings = top.putArray("bindings");
        for (Binding binding : space.bindings()) {
            ObjectNode item = bindings.addObject();
            item.put("variable", binding.variable()).put("program", binding.program());
            if (!binding.node().isEmpty()) {
                item.put("node", binding.node());
            }
            item.put("parameter", binding.parameter());
        }
        ArrayNode rules = top.putArray("constraints");
        for (Rule rule : space.rules()) {
            ObjectNode item = rules.addObject().put("rule", rule.expression());
            if (!rule.description().isEmpty()) {
                item.put("description", rule.description());
            }
        }
        return top;
    }

    private static ObjectNode variable(Variable variable) {
        ObjectNode item = JSON.objectNode().put("name", variable.name());
        item.put("type", variable.kind());
        switch (variable) {
            case Variable.Free free -> chosen(item, free);
            case Variable.Conditional conditional -> {
                item.put("when", conditional.when());
                ObjectNode of = item.putObject("of").put("type", conditional.domain().kind());
                chosen(of, conditional);
            }
            case Variable.Composite composite -> item.put("expression", composite.expression());
        }
        About about = variable.about();
        if (!about.description().isEmpty()) {
            item.put("description", about.description());
        }
        if (about.optimizer() != null) {
            item.put("optimizer", about.optimizer());
        }
        if (!about.metadata().isEmpty()) {
            ObjectNode metadata = item.putObject("metadata");
            about.metadata().forEach(metadata::put);
        }
        return item;
    }

    private static void chosen(ObjectNode item, Variable.Chosen variable) {
        item.set("value", json(variable.value()));
        switch (variable.domain()) {
            case Domain.FloatRange(double minimum, double maximum, Double step) -> {
                item.set("minimum", json(minimum));
                item.set("maximum", json(maximum));
                if (step != null) {
                    item.set("step", json(step));
                }
            }
            case Domain.IntegerRange(long minimum, long maximum, long step) -> {
                item.put("minimum", minimum).put("maximum", maximum);
                if (step != 1) {
                    item.put("step", step);
                }
            }
            case Domain.Choice(var options) -> item.set("choices", list(options));
            case Domain.Modules(var kinds) -> item.set("modules", list(kinds));
            case Domain.Instruction(int words) -> {
                if (words != 0) {
                    item.put("words", words);
                }
            }
            case Domain.DemoSet(int most) -> item.put("most", most);
        }
    }

    private static ArrayNode list(List<?> values) {
        ArrayNode list = JSON.arrayNode();
        values.forEach(value -> list.add(json(value)));
        return list;
    }

    static JsonNode json(Object value) {
        return switch (value) {
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            case Boolean truth -> JSON.booleanNode(truth);
            case String text -> JSON.stringNode(text);
            case Demos demos -> {
                ArrayNode rows = JSON.arrayNode();
                demos.rows().forEach(row -> rows.add(row.deepCopy()));
                yield rows;
            }
            default -> throw new IllegalArgumentException(value + " is no value of a variable");
        };
    }
}
