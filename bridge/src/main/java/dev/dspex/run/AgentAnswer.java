package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunEvent;
import dev.dspex.program.Field;
import dev.dspex.program.Program;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/**
 * What an agent gave for a task.
 *
 * @param answer the outputs of the program of the run; JSON null where it gave none
 * @param score null where the metric has none
 * @param error why there is no answer; null where there is one
 */
record AgentAnswer(
        JsonNode answer, @Nullable Double score, @Nullable RunError error, double seconds) {

    static AgentAnswer of(Program program, RunEvent.Metric metric) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (Field output : program.outputs()) {
            JsonNode said = metric.outputs().path(output.name());
            if (!said.isMissingNode()) answer.set(output.name(), said);
        }
        return metric.error() == null
                ? new AgentAnswer(answer, metric.score(), null, metric.seconds())
                : none(metric.error(), metric.seconds());
    }

    static AgentAnswer none(RunError why, double seconds) {
        return new AgentAnswer(NullNode.getInstance(), null, why, seconds);
    }

    /** A form in which equal answers are equal; null where there is none. */
    @Nullable String text() {
        return answer.isNull() ? null : plain(answer);
    }

    /** Why there is no answer; empty where there is one. */
    String reason() {
        return error == null ? "" : error.message();
    }

    /** Texts but for case and space, numbers by their value. */
    static String plain(JsonNode value) {
        if (value.isString()) {
            return "\""
                    + value.asString().toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ")
                    + "\"";
        }
        if (value.isNumber()) return value.decimalValue().stripTrailingZeros().toPlainString();
        if (!value.isContainer()) return value.toString();
        var text = new StringBuilder(value.isObject() ? "{" : "[");
        if (value.isObject()) {
            value.forEachEntry(
                    (key, one) -> text.append(key).append(':').append(plain(one)).append(','));
        } else {
            value.forEach(one -> text.append(plain(one)).append(','));
        }
        return text.append(value.isObject() ? '}' : ']').toString();
    }
}
