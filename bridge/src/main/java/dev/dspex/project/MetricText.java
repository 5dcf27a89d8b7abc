package dev.dspex.project;

import dev.dspex.program.CodeRef;
import dev.dspex.program.Names;

import java.util.Arrays;
import java.util.Optional;

/**
 * How metrics are written: {@code exact}, {@code exact:FIELD,FIELD}, {@code f1:FIELD}, {@code
 * fields}, or project code as {@code code/metric.py:function}.
 */
public final class MetricText {

    private MetricText() {}

    /** The function that a metric calls, if it is project code. */
    public static Optional<CodeRef> code(String metric) {
        return builtIn(metric) ? Optional.empty() : CodeRef.parse(metric);
    }

    public static boolean isMetric(String metric) {
        return builtIn(metric) || CodeRef.parse(metric).isPresent();
    }

    private static boolean builtIn(String metric) {
        if (metric.equals("exact") || metric.equals("fields")) {
            return true;
        }
        if (metric.startsWith("exact:")) {
            return Arrays.stream(metric.substring(6).split(",", -1)).allMatch(Names::isIdentifier);
        }
        return metric.startsWith("f1:") && Names.isIdentifier(metric.substring(3));
    }
}
