package dev.dspex.app.dataset;

import dev.dspex.dataset.Cells;
import dev.dspex.dataset.TableFormat;
import dev.dspex.event.RunError;
import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.program.Words;
import dev.dspex.run.LastAnswers;
import dev.dspex.run.Rows;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that a metric is tried on, the answers to score, and what came of it. */
final class TrialModel {
    /** Where the answers come from until a person types others. */
    enum Source {
        PROGRAM,
        EXPECTED,
        NOTHING
    }

    /**
     * What a metric said of a row.
     *
     * @param score null where it failed, or the metric has none
     * @param failed whether something went wrong
     * @param reason feedback or what went wrong; may be empty
     * @param file of project code where it went wrong
     */
    record Result(@Nullable Double score, boolean failed, String reason, @Nullable String file) {}

    /** One row. */
    static final class Trial {
        private final Rows.Row row;
        private final Map<String, String> typed = new HashMap<>();
        private @Nullable Integer run;
        private @Nullable Result result;

        Trial(Rows.Row row) {
            this.row = row;
        }

        String id() {
            return row.id();
        }

        String expected(String field) {
            return RowsModel.text(row.values().get(field));
        }

        String answer(String field) {
            return typed.getOrDefault(field, "");
        }

        /** Number of the run that gave the answers; null where they come from elsewhere. */
        @Nullable Integer run() {
            return run;
        }

        @Nullable Result result() {
            return result;
        }
    }

    private final List<String> fields;
    private final Cells cells;
    private final List<Trial> trials;

    /**
     * @param rows as the file has them
     */
    TrialModel(Program program, List<Rows.Row> rows) {
        fields = program.outputs().stream().map(Field::name).toList();
        cells = new Cells(program, TableFormat.JSONL); // the cells of CSV are texts
        trials = rows.stream().map(row -> new Trial(typed(row))).toList();
    }

    private Rows.Row typed(Rows.Row row) {
        var values = JsonNodeFactory.instance.objectNode();
        row.values().properties().forEach(e -> values.set(e.getKey(), typed(e)));
        return new Rows.Row(row.id(), values);
    }

    private JsonNode typed(Map.Entry<String, JsonNode> value) {
        return value.getValue().isString() && cells.type(value.getKey()).isPresent()
                ? cells.typed(value.getKey(), value.getValue().asString(), null)
                : value.getValue();
    }

    /** Outputs of the program. */
    List<String> fields() {
        return fields;
    }

    List<Trial> trials() {
        return trials;
    }

    List<Rows.Row> rows() {
        return trials.stream().map(trial -> trial.row).toList();
    }

    /** Rows that have something to score. */
    int answered() {
        return outputs().size();
    }

    /** Every row gets its expected values as its answer, or none at all. */
    void fill(boolean expected) {
        for (var trial : trials) {
            forget(trial);
            if (expected) fields.forEach(f -> trial.typed.put(f, trial.expected(f)));
        }
    }

    /** Every row gets what the program last answered, by its id. */
    void fill(Map<String, LastAnswers.Answer> answers) {
        for (var trial : trials) {
            forget(trial);
            var answer = answers.get(trial.id());
            if (answer == null) continue;
            trial.run = answer.run();
            fields.forEach(f -> trial.typed.put(f, RowsModel.text(answer.outputs().get(f))));
        }
    }

    private static void forget(Trial trial) {
        trial.typed.clear();
        trial.run = null;
        trial.result = null;
    }

    void type(Trial trial, String field, String words) {
        if (trial.answer(field).equals(words)) return;
        trial.typed.put(field, words);
        trial.run = null;
        trial.result = null;
    }

    /** What is scored, by row id; fields without an answer are absent. */
    Map<String, ObjectNode> outputs() {
        var outputs = new LinkedHashMap<String, ObjectNode>();
        for (var trial : trials) {
            var answer = JsonNodeFactory.instance.objectNode();
            for (var field : fields) {
                var words = trial.answer(field);
                if (!words.isEmpty()) answer.set(field, cells.typed(field, words, null));
            }
            if (!answer.isEmpty()) outputs.put(trial.id(), answer);
        }
        return outputs;
    }

    void clearResults() {
        trials.forEach(trial -> trial.result = null);
    }

    /**
     * @param rows as the job kind {@code score} answers
     */
    void take(JsonNode rows) {
        var byId = new HashMap<String, JsonNode>();
        rows.forEach(row -> byId.put(row.path("row").asString(""), row));
        for (var trial : trials) {
            var row = byId.get(trial.id());
            if (row != null) trial.result = result(row);
        }
    }

    private static Result result(JsonNode row) {
        var error = row.path("error");
        if (error.isObject()) {
            var why = error.path("message").asString("") + " " + error.path("hint").asString("");
            var file = error.at("/where/file");
            return new Result(null, true, why.strip(), file.isString() ? file.asString() : null);
        }
        var score = row.path("score");
        return new Result(
                score.isNumber() ? score.asDouble() : null,
                false,
                row.path("feedback").isString() ? row.path("feedback").asString() : "",
                null);
    }

    /** What went wrong with all rows, in one sentence for the person. */
    static String told(RunError error) {
        return (Words.told(error.message()) + " " + Words.told(error.hint())).strip();
    }
}
