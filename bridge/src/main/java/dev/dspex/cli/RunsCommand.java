package dev.dspex.cli;

import dev.dspex.store.RunFilter;
import dev.dspex.store.RunNote;
import dev.dspex.store.RunSummary;
import dev.dspex.store.Upkeep;

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
import java.util.Map;

@Command(name = "runs", description = "List the runs of a project, newest first.")
final class RunsCommand extends ProjectCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Parameters(paramLabel = "PROJECT", arity = "0..1", description = "Project folder.")
    @Nullable String place;

    @Option(names = "--limit", paramLabel = "N", description = "At most N runs (default: 30).")
    int limit = 30;

    @Option(names = "--tag", paramLabel = "TAG", description = "Only runs with this tag.")
    @Nullable String tag;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only runs whose program, kind, status, tags or note have this text.")
    @Nullable String search;

    @Option(names = "--disk", description = "Say what each run takes on disk.")
    boolean disk;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, place)) {
            Map<String, RunNote> notes = access.store().notes();
            List<RunSummary> runs =
                    access.store().runs(RunFilter.ALL).stream()
                            .filter(run -> wanted(run, note(notes, run)))
                            .limit(Math.max(1, limit))
                            .toList();
            Upkeep upkeep = disk ? new Upkeep(access.store()) : null;
            if (options.json) {
                ObjectNode document = Terminal.MAPPER.createObjectNode();
                ArrayNode list = document.putArray("runs");
                runs.forEach(run -> list.add(json(run, note(notes, run), upkeep)));
                terminal.json(document);
            } else if (runs.isEmpty()) {
                terminal.say(
                        tag == null && search == null
                                ? "This project has no runs yet."
                                : "No run is like that.");
            } else {
                runs.forEach(run -> terminal.line(line(run, note(notes, run), upkeep)));
            }
            return ExitCode.DONE;
        }
    }

    private static RunNote note(Map<String, RunNote> notes, RunSummary run) {
        return notes.getOrDefault(run.id(), RunNote.NONE);
    }

    private boolean wanted(RunSummary run, RunNote note) {
        if (tag != null && !note.tags().contains(tag.strip())) {
            return false;
        }
        String all =
                String.join(
                        "\n",
                        run.id(),
                        run.kind(),
                        run.program(),
                        run.status().text(),
                        String.join("\n", note.tags()),
                        note.text());
        return search == null
                || all.toLowerCase(Locale.ROOT).contains(search.strip().toLowerCase(Locale.ROOT));
    }

    private static ObjectNode json(RunSummary run, RunNote note, @Nullable Upkeep upkeep) {
        ObjectNode json = json(run);
        note.tags().forEach(json.putArray("tags")::add);
        json.put("note", note.text());
        if (upkeep != null) {
            Upkeep.Disk bytes = upkeep.disk(run.id());
            json.putObject("disk").put("events", bytes.events()).put("journal", bytes.journal());
        }
        return json;
    }

    private static String line(RunSummary run, RunNote note, @Nullable Upkeep upkeep) {
        String tags = note.tags().isEmpty() ? "" : "  [" + String.join(", ", note.tags()) + "]";
        String text = note.text().lines().findFirst().map(first -> "  " + first).orElse("");
        String bytes = upkeep == null ? "" : "  " + Terminal.bytes(upkeep.disk(run.id()).all());
        return line(run) + bytes + tags + text;
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
