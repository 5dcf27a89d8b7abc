package dev.dspex.run;

import dev.dspex.program.Field;
import dev.dspex.program.Program;
import dev.dspex.project.MetricText;

import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** How the answers of a session are scored: by its metric where there is truth. */
public final class SessionScore {
    private static final Set<String> COMPARES =
            Set.of("exact", "fields", "f1", "overlap", "near", "json");

    /** Scores nothing where nobody rated: what is whole counts 1 then. */
    static final String NONE = "human";

    private SessionScore() {}

    /** Whether a metric compares an answer with the right one. */
    public static boolean needsTruth(String metric) {
        return COMPARES.contains(metric.split(":", 2)[0]) && MetricText.code(metric).isEmpty();
    }

    /** Whether a row has a right answer, or part of one. */
    public static boolean hasTruth(Program program, ObjectNode row) {
        return program.outputs().stream().map(Field::name).anyMatch(row::has);
    }

    /** The metric of a row. */
    static String metric(RunRequest.Session request, ObjectNode row) {
        if (!needsTruth(request.metric()) || hasTruth(request.setup().program(), row)) {
            return request.metric();
        }
        String otherwise = request.feed().otherwise();
        return otherwise == null ? NONE : otherwise;
    }
}
