package dev.dspex.report;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Commands that repeat a run and its report. */
final class Reproduction {
    private Reproduction() {}

    static List<String> of(String run, String kind, JsonNode request) {
        var command = new StringBuilder("./dspex ");
        var program =
                request.path("program")
                        .path("name")
                        .asString(request.path("program").asString("PROGRAM"));
        switch (kind) {
            case "optimize" -> {
                command.append("optimize ")
                        .append(quoted(program))
                        .append(" --optimizer ")
                        .append(request.path("optimizer").asString(""));
                for (var setting : request.path("settings").properties()) {
                    command.append(" --set ")
                            .append(quoted(setting.getKey() + "=" + Rows.text(setting.getValue())));
                }
            }
            case "session" -> {
                command.append("session ").append(quoted(program));
                for (var arm : request.path("arms")) {
                    command.append(" --arm ").append(quoted(arm.path("name").asString("")));
                }
                command.append(" --strategy ").append(request.path("strategy").asString(""));
                command.append(" --rounds ").append(request.path("rounds").asInt(1));
            }
            case "scaffold" -> {
                command.append("scaffold ").append(quoted(program));
                command.append(" --task ").append(quoted(request.path("task").asString("")));
                command.append(" --function ")
                        .append(quoted(request.path("function").asString("")));
            }
            case "evaluate" -> {
                command.append("eval ").append(quoted(program));
                var limit = request.path("limit");
                if (limit.isNumber()) {
                    command.append(" --limit ").append(limit.asInt());
                }
            }
            default -> {
                command.append(kind.equals("stream") ? "stream " : "run ").append(quoted(program));
                for (var input : request.path("inputs").properties()) {
                    command.append(" --input ")
                            .append(quoted(input.getKey() + "=" + Rows.text(input.getValue())));
                }
            }
        }
        var lm = request.path("lm").asString("");
        if (!lm.isEmpty()) {
            command.append(" --lm ").append(quoted(lm));
        }
        var lines = new ArrayList<String>();
        lines.add(command + " --project .");
        lines.add(
                "./dspex report "
                        + run
                        + " --project . --format html,pdf,md,json,csv --out report");
        return lines;
    }

    /** An argument as a POSIX shell reads it. */
    static String quoted(String argument) {
        return argument.matches("[\\w./:=-]+")
                ? argument
                : "'" + argument.replace("'", "'\\''") + "'";
    }
}
