package dev.dspex.report;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** The variables of a run: what they were, what was tried, and what was found. */
final class VariableTable {
    private static final int NAMED = 6;
    private static final int LONGEST = 60;

    private VariableTable() {}

    static List<Report.VariableLine> of(RunFold fold, JsonNode request, JsonNode summary) {
        var found = summary.path("values");
        var lines = new ArrayList<Report.VariableLine>();
        for (var variable : request.path("variables").properties()) {
            var after = found.path(variable.getKey());
            lines.add(
                    new Report.VariableLine(
                            variable.getKey(),
                            shown(variable.getValue()),
                            shown(after.isMissingNode() ? variable.getValue() : after),
                            tried(fold, variable.getKey())));
        }
        return lines;
    }

    private static String tried(RunFold fold, String name) {
        var values =
                fold.candidates().values().stream()
                        .map(candidate -> candidate.settings().path(name))
                        .filter(value -> !value.isMissingNode() && !value.isNull())
                        .distinct()
                        .toList();
        if (values.isEmpty()) {
            return "";
        }
        if (values.stream().allMatch(JsonNode::isNumber)) {
            var numbers = values.stream().mapToDouble(JsonNode::doubleValue).summaryStatistics();
            return Numbers.plain(numbers.getMin())
                    + (numbers.getMin() == numbers.getMax()
                            ? ""
                            : " to " + Numbers.plain(numbers.getMax()));
        }
        var some = values.stream().limit(NAMED).map(VariableTable::shown).toList();
        var more = values.size() - some.size();
        return String.join(", ", some) + (more == 0 ? "" : " and " + more + " more");
    }

    private static String shown(JsonNode value) {
        var text = Rows.text(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
