package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Field;
import dev.dspex.program.FieldType;
import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/**
 * What a row needs for a program: every input, of its type. An expected output of another type is a
 * warning and stays as it is, because a metric may know what to make of it. Other columns are kept
 * for metrics.
 */
final class RowRules {

    private final Program program;
    private final Values values;
    private final String shownAs;

    RowRules(Program program, JsonMapper mapper, String shownAs) {
        this.program = program;
        this.values = new Values(program, mapper);
        this.shownAs = shownAs;
    }

    Program program() {
        return program;
    }

    /** Brings the values of a row to their types in place. */
    void apply(ObjectNode row, boolean fromText, int line, Consumer<Problem> problems) {
        for (Field field : program.inputs()) {
            if (row.has(field.name())) {
                convert(
                        row,
                        field,
                        fromText,
                        line,
                        problem -> problems.accept(at(problem, field, line)),
                        true);
            } else if (field.type() instanceof FieldType.OptionalOf) {
                row.putNull(field.name());
            } else {
                problems.accept(
                        at(
                                Problem.error(
                                        "missing_field",
                                        say(
                                                "Line %s has no \"%s\", which the program needs.",
                                                line, field.name()),
                                        say("Add it to the row.")),
                                field,
                                line));
            }
        }
        for (Field field : program.outputs()) {
            if (row.has(field.name())) {
                convert(
                        row,
                        field,
                        fromText,
                        line,
                        problem -> problems.accept(at(problem, field, line)),
                        false);
            }
        }
    }

    private void convert(
            ObjectNode row,
            Field field,
            boolean fromText,
            int line,
            Consumer<Problem> problems,
            boolean input) {
        JsonNode given = row.path(field.name());
        try {
            row.set(
                    field.name(),
                    fromText
                            ? values.fromText(field.type(), given.asString())
                            : values.fit(field.type(), given));
        } catch (Values.Misfit e) {
            String message =
                    say("Line %s: the value of \"%s\" %s.", line, field.name(), e.getMessage());
            problems.accept(
                    input
                            ? Problem.error(
                                    "bad_value",
                                    message,
                                    say("Change the value, or the type of the input."))
                            : Problem.warning(
                                    "odd_value",
                                    message,
                                    say("Change the value, or the type of the output.")));
        }
    }

    private Problem at(Problem problem, Field field, int line) {
        return problem.in(shownAs).at(null, field.name()).at(line, 1);
    }

    Problem problem(String code, String message, String hint, int line, int column) {
        return Problem.error(code, message, hint).in(shownAs).at(line, column);
    }
}
