package dev.dspex.dataset;

import static dev.dspex.program.Words.say;

import dev.dspex.program.Problem;
import dev.dspex.program.Program;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Rows of a program that come one by one, each a line of JSON. */
public final class IncomingRows {
    private final RowRules rules;

    /**
     * @param shownAs where the lines come from
     */
    public IncomingRows(Program program, String shownAs) {
        rules = new RowRules(program, TableFormat.MAPPER, shownAs);
    }

    /** What a line is. */
    public sealed interface Incoming {
        /** A row that the program can take. */
        record Ok(ObjectNode row) implements Incoming {}

        /** No such row; each problem names the line. */
        record Bad(List<Problem> problems) implements Incoming {}
    }

    /**
     * Reads a line.
     *
     * @param line its number, from 1
     */
    public Incoming read(String text, int line) {
        try {
            if (!(TableFormat.MAPPER.readTree(text) instanceof ObjectNode row)) {
                return bad(say("Line %s is no JSON object.", line), line);
            }
            var problems = new ArrayList<Problem>();
            rules.apply(row, false, line, problems::add);
            problems.removeIf(problem -> !problem.isError());
            return problems.isEmpty() ? new Incoming.Ok(row) : new Incoming.Bad(problems);
        } catch (JacksonException e) {
            return bad(say("Line %s is not JSON: %s.", line, e.getOriginalMessage()), line);
        }
    }

    private Incoming bad(String message, int line) {
        String hint = say("Write one object in { } on each line.");
        return new Incoming.Bad(List.of(rules.problem("bad_value", message, hint, line, 1)));
    }
}
