package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the values that must not be stored in a request. */
final class SecretValues {
    private SecretValues() {}

    static Masking masking(RunRequest request, List<String> keys) {
        Set<String> fields = request.setup().secretInputs();
        List<String> values = new ArrayList<>(keys);
        if (!fields.isEmpty()) {
            switch (request) {
                case RunRequest.Once once -> add(values, fields, once.inputs());
                case RunRequest.Streams streams -> add(values, fields, streams.inputs());
                case RunRequest.Scaffold _ -> {}
                case RunRequest.Evaluation evaluation -> add(values, fields, evaluation.rows());
                case RunRequest.Session session -> add(values, fields, session.rows());
                case RunRequest.Agents agents -> add(values, fields, agents.rows());
                case RunRequest.Optimization optimization -> {
                    add(values, fields, optimization.train());
                    add(values, fields, optimization.validation());
                    add(values, fields, optimization.test());
                }
            }
        }
        return new Masking(fields, values);
    }

    private static void add(List<String> values, Set<String> fields, @Nullable Rows rows) {
        if (rows != null) {
            rows.rows().forEach(row -> add(values, fields, row.values()));
        }
    }

    private static void add(List<String> values, Set<String> fields, ObjectNode inputs) {
        for (String field : fields) {
            texts(values, inputs.path(field));
        }
    }

    private static void texts(List<String> values, JsonNode value) {
        if (value.isString()) {
            values.add(value.asString());
        } else if (value.isContainer()) {
            value.forEach(part -> texts(values, part));
        } else if (value.isNumber()) {
            values.add(value.asString());
        }
    }
}
