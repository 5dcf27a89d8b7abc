package dev.dspex.project;

import dev.dspex.program.CodeRef;
import dev.dspex.program.Names;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How metrics are written: {@code exact}, {@code exact:FIELD,FIELD}, {@code fields}, {@code
 * f1:FIELD}, {@code overlap:FIELD}, {@code near:FIELD:TOLERANCE}, {@code json:FIELD}, {@code
 * judge:LM:RUBRIC}, project code as {@code code/metric.py:function}, {@code human} (what people
 * rated), or {@code human:METRIC} (what people rated, else another metric).
 */
public final class MetricText {

    /** Every way to write a metric, for a person who wrote another. */
    public static final String HINT =
            "Use exact, exact:FIELD, fields, f1:FIELD, overlap:FIELD, near:FIELD:TOLERANCE,"
                    + " json:FIELD, judge:LM:RUBRIC, code/FILE.py:FUNCTION, human, or"
                    + " human:METRIC.";

    private static final Pattern TOLERANCE = Pattern.compile("\\d+(\\.\\d+)?%?");
    private static final String JUDGE = "judge:";
    private static final String HUMAN = "human";
    private static final String HUMAN_ELSE = HUMAN + ":";

    private MetricText() {}

    /** The function that a metric calls, if it is project code. */
    public static Optional<CodeRef> code(String metric) {
        String asked = unrated(metric);
        return builtIn(asked) ? Optional.empty() : CodeRef.parse(asked);
    }

    /** The alias of the LM that judges, if the metric names one. */
    public static Optional<String> lm(String metric) {
        String asked = unrated(metric);
        return asked.startsWith(JUDGE) && builtIn(asked)
                ? Optional.of(asked.split(":", 3)[1].strip()).filter(alias -> !alias.isEmpty())
                : Optional.empty();
    }

    public static boolean isMetric(String metric) {
        String asked = unrated(metric);
        return metric.equals(HUMAN) || builtIn(asked) || CodeRef.parse(asked).isPresent();
    }

    /** Whether it counts what people rated. */
    public static boolean human(String metric) {
        return metric.equals(HUMAN) || metric.startsWith(HUMAN_ELSE);
    }

    /** The metric of answers that nobody rated: the metric itself where people are not asked. */
    private static String unrated(String metric) {
        return metric.startsWith(HUMAN_ELSE) ? metric.substring(HUMAN_ELSE.length()) : metric;
    }

    private static boolean builtIn(String metric) {
        String[] parts = metric.split(":", 3);
        String field = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "exact" ->
                    parts.length == 1
                            || (parts.length == 2
                                    && Arrays.stream(field.split(",", -1))
                                            .allMatch(Names::isIdentifier));
            case "fields" -> parts.length == 1;
            case "f1", "overlap", "json" -> parts.length == 2 && Names.isIdentifier(field);
            case "near" ->
                    parts.length == 3
                            && Names.isIdentifier(field)
                            && TOLERANCE.matcher(parts[2]).matches();
            case "judge" -> parts.length == 3 && !parts[2].isBlank();
            default -> false;
        };
    }
}
