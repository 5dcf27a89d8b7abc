package dev.dspex.cli;

import dev.dspex.store.RunFilter;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

@Command(name = "runs", description = "List the runs of a project, newest first.")
final class RunsCommand extends ProjectCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Parameters(paramLabel = "PROJECT", arity = "0..1", description = "Project folder.")
    @Nullable String place;

    @Option(names = "--limit", paramLabel = "N", description = "At most N runs (default: 30).")
    int limit = 30;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, place)) {
            List<RunSummary> runs = access.store().runs(RunFilter.newest(Math.max(1, limit)));
            if (options.json) {
                ObjectNode document = Terminal.MAPPER.createObjectNode();
                ArrayNode list = document.putArray("runs");
                runs.forEach(run -> list.add(json(run)));
                terminal.json(document);
            } else if (runs.isEmpty()) {
                terminal.say("This project has no runs yet.");
            } else {
                runs.forEach(run -> terminal.line(line(run)));
            }
            return ExitCode.DONE;
        }
    }

    static ObjectNode json(RunSummary run) {
        ObjectNode json = Terminal.MAPPER.createObjectNode();
        json.put("run", run.id()).put("number", run.number()).put("kind", run.kind());
        json.put("program", run.program()).put("status", run.status().text());
        json.put("score", run.score()).put("queued", time(run.queued()));
        json.put("started", run.started() == null ? null : time(run.started()));
        json.put("ended", run.ended() == null ? null : time(run.ended()));
        json.putObject("usage")
                .put("prompt_tokens", run.promptTokens())
                .put("completion_tokens", run.completionTokens())
                .put("usd", run.usd())
                .put("calls", run.calls());
        return json;
    }

    private static String time(double millis) {
        return Instant.ofEpochMilli((long) millis).toString();
    }

    static String line(RunSummary run) {
        String when =
                TIME.format(
                        Instant.ofEpochMilli((long) run.queued()).atZone(ZoneId.systemDefault()));
        return String.format(
                Locale.ROOT,
                "%-20s %-9s %-20s %-15s %-6s %s",
                run.id(),
                run.kind(),
                run.program(),
                run.status().text(),
                run.score() == null ? "" : Terminal.score(run.score()),
                when);
    }
}
