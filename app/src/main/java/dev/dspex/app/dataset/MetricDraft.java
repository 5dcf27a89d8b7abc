package dev.dspex.app.dataset;

import dev.dspex.project.MetricText;

import java.util.List;

/**
 * A metric while a person puts it together.
 *
 * @param fields outputs to compare; empty for all of them
 * @param tolerance as {@code 0.5} or {@code 5%}
 * @param lm alias of the judge, empty for the run's own
 * @param code as {@code code/metric.py:score}
 * @param otherwise metric of the answers that nobody rated, empty to leave them out
 */
record MetricDraft(
        Kind kind,
        List<String> fields,
        String tolerance,
        String lm,
        String rubric,
        String code,
        String otherwise) {
    /** The ways to measure. */
    enum Kind {
        EXACT,
        FIELDS,
        F1,
        OVERLAP,
        NEAR,
        JSON,
        JUDGE,
        HUMAN,
        CODE;

        /** Whether it compares one output. */
        boolean ofOneField() {
            return this == F1 || this == OVERLAP || this == NEAR || this == JSON;
        }
    }

    MetricDraft {
        fields = List.copyOf(fields);
    }

    private static MetricDraft of(Kind kind, List<String> fields, String tolerance) {
        return new MetricDraft(kind, fields, tolerance, "", "", "", "");
    }

    /** Reads a metric; one that is none counts as {@code exact}. */
    static MetricDraft parse(String metric) {
        var parts = metric.split(":", 3);
        var field = parts.length > 1 ? List.of(parts[1].split(",")) : List.<String>of();
        if (!MetricText.isMetric(metric)) return of(Kind.EXACT, List.of(), "");
        if (MetricText.human(metric))
            return new MetricDraft(
                    Kind.HUMAN,
                    List.of(),
                    "",
                    "",
                    "",
                    "",
                    metric.contains(":") ? metric.substring(metric.indexOf(':') + 1) : "");
        if (MetricText.code(metric).isPresent())
            return new MetricDraft(Kind.CODE, List.of(), "", "", "", metric, "");
        return switch (parts[0]) {
            case "fields" -> of(Kind.FIELDS, List.of(), "");
            case "f1" -> of(Kind.F1, field, "");
            case "overlap" -> of(Kind.OVERLAP, field, "");
            case "near" -> of(Kind.NEAR, field, parts[2]);
            case "json" -> of(Kind.JSON, field, "");
            case "judge" ->
                    new MetricDraft(
                            Kind.JUDGE, List.of(), "", parts[1].strip(), parts[2].strip(), "", "");
            default -> of(Kind.EXACT, field, "");
        };
    }

    /** As the project file has it; it may be none yet. */
    String text() {
        return switch (kind) {
            case EXACT -> fields.isEmpty() ? "exact" : "exact:" + String.join(",", fields);
            case FIELDS -> "fields";
            case F1 -> "f1:" + one();
            case OVERLAP -> "overlap:" + one();
            case NEAR -> "near:" + one() + ":" + tolerance.strip();
            case JSON -> "json:" + one();
            case JUDGE -> "judge:" + lm + ":" + rubric.strip();
            case HUMAN -> otherwise.isBlank() ? "human" : "human:" + otherwise.strip();
            case CODE -> code.strip();
        };
    }

    private String one() {
        return fields.isEmpty() ? "" : fields.getFirst();
    }

    boolean isMetric() {
        return MetricText.isMetric(text())
                && (kind != Kind.CODE || MetricText.code(text()).isPresent());
    }
}
