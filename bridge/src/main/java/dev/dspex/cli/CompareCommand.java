package dev.dspex.cli;

import dev.dspex.compare.Change;
import dev.dspex.compare.ProgramDiff;
import dev.dspex.compare.RowFlips;
import dev.dspex.compare.RunComparison;
import dev.dspex.compare.StateDiff;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

@Command(
        name = "compare",
        description = "Say what differs between two runs, and which examples flipped.")
final class CompareCommand extends ProjectCommand {
    private static final int SHOWN = 20;

    @Parameters(index = "0", paramLabel = "RUN", description = "Id or number of the earlier run.")
    String before = "";

    @Parameters(index = "1", paramLabel = "RUN", description = "Id or number of the later run.")
    String after = "";

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, null)) {
            var compared =
                    RunComparison.of(
                            access.store(),
                            access.project(),
                            access.find(before),
                            access.find(after));
            if (options.json) terminal.json(json(compared));
            else say(terminal, compared);
            return ExitCode.DONE;
        }
    }

    private static ObjectNode json(RunComparison compared) {
        ObjectNode json = Terminal.MAPPER.createObjectNode();
        json.put("before", compared.before().id()).put("after", compared.after().id());
        add(json.putArray("settings"), compared.settings());
        var program = compared.program();
        if (program == null) json.putNull("program");
        else
            program.parts().stream()
                    .map(CompareCommand::json)
                    .forEach(json.putArray("program")::add);
        var state = compared.state();
        if (state == null) json.putNull("state");
        else
            state.predictors().stream()
                    .map(CompareCommand::json)
                    .forEach(json.putArray("state")::add);
        var rows = json.putObject("rows");
        flips(rows.putArray("better"), compared.rows().better());
        flips(rows.putArray("worse"), compared.rows().worse());
        rows.put("same", compared.rows().same()).put("only_one", compared.rows().only());
        var verdict = compared.verdict();
        if (verdict == null) json.putNull("verdict");
        else
            json.putObject("verdict")
                    .put("better", verdict.accepted())
                    .put("gain", verdict.gain())
                    .put("p_value", verdict.pValue())
                    .put("minimum_gain", verdict.minimumGain())
                    .put("test", verdict.test())
                    .put("reason", verdict.reason());
        return json;
    }

    private static ObjectNode json(ProgramDiff.Part part) {
        ObjectNode json = Terminal.MAPPER.createObjectNode();
        json.put("part", lower(part.what())).put("name", part.name());
        json.put("fate", lower(part.fate()));
        add(json.putArray("changes"), part.changes());
        return json;
    }

    private static ObjectNode json(StateDiff.Predictor predictor) {
        ObjectNode json = Terminal.MAPPER.createObjectNode();
        json.put("predictor", predictor.path()).put("fate", lower(predictor.fate()));
        json.putObject("instructions")
                .put("before", predictor.instructions().before())
                .put("after", predictor.instructions().after());
        var demos = json.putObject("demos");
        predictor.added().forEach(demos.putArray("added")::add);
        predictor.removed().forEach(demos.putArray("removed")::add);
        demos.put("kept", predictor.kept());
        add(json.putArray("other"), predictor.other());
        return json;
    }

    private static void add(ArrayNode list, List<Change> changes) {
        for (var change : changes) {
            var json = list.addObject().put("path", change.path());
            json.set("before", Objects.requireNonNullElse(change.before(), json.nullNode()));
            json.set("after", Objects.requireNonNullElse(change.after(), json.nullNode()));
        }
    }

    private static void flips(ArrayNode list, List<RowFlips.Flip> flips) {
        for (var flip : flips)
            list.addObject()
                    .put("row", flip.row())
                    .put("before", flip.before())
                    .put("after", flip.after());
    }

    private static void say(Terminal terminal, RunComparison compared) {
        terminal.line(RunsCommand.line(compared.before()));
        terminal.line(RunsCommand.line(compared.after()));
        for (var change : compared.settings()) terminal.line(change.path() + ": " + sides(change));
        sayProgram(terminal, compared);
        sayState(terminal, compared);
        var rows = compared.rows();
        var verdict = compared.verdict();
        if (verdict == null) {
            terminal.line("rows: the two runs scored no row in common");
            return;
        }
        terminal.line(
                "rows: %d better, %d worse, %d alike, %d scored by one run only"
                        .formatted(
                                rows.better().size(),
                                rows.worse().size(),
                                rows.same(),
                                rows.only()));
        say(terminal, "better", rows.better());
        say(terminal, "worse", rows.worse());
        terminal.line(verdict.reason());
    }

    private static void sayProgram(Terminal terminal, RunComparison compared) {
        var program = compared.program();
        if (program == null) terminal.line("program: cannot be read any more");
        else if (program.parts().isEmpty()) terminal.line("program: the same");
        else
            for (var part : program.parts()) {
                terminal.line(lower(part.fate()) + " " + lower(part.what()) + " " + part.name());
                if (part.fate() == ProgramDiff.Fate.CHANGED)
                    for (var change : part.changes())
                        terminal.line("  " + change.path() + ": " + sides(change));
            }
    }

    private static void sayState(Terminal terminal, RunComparison compared) {
        var state = compared.state();
        if (state == null) terminal.line("learned state: cannot be read any more");
        else if (state.predictors().isEmpty()) terminal.line("learned state: the same");
        else
            for (var p : state.predictors())
                terminal.line(
                        "learned by %s: %d demonstrations added, %d removed, %d kept, instructions %s"
                                .formatted(
                                        p.path(),
                                        p.added().size(),
                                        p.removed().size(),
                                        p.kept(),
                                        p.instructions().changed() ? "changed" : "the same"));
    }

    private static void say(Terminal terminal, String how, List<RowFlips.Flip> flips) {
        for (var flip : flips.subList(0, Math.min(SHOWN, flips.size())))
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "  %s %s: %.3f → %.3f",
                            how,
                            flip.row(),
                            flip.before(),
                            flip.after()));
        if (flips.size() > SHOWN)
            terminal.line("  … and %d more %s (--json)".formatted(flips.size() - SHOWN, how));
    }

    private static String sides(Change change) {
        return side(Change.text(change.before())) + " → " + side(Change.text(change.after()));
    }

    private static String side(String text) {
        return text.isEmpty() ? "nothing" : text.replaceAll("\\s+", " ");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
