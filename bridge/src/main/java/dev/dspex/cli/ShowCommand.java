package dev.dspex.cli;

import dev.dspex.event.EventCodec;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.stream.Stream;

@Command(name = "show", description = "Show what a run was and what came of it.")
final class ShowCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", description = "Id or number of the run.")
    String run = "";

    @Option(names = "--events", description = "All that it told, in order: a JSON object a line.")
    boolean events;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, null)) {
            RunSummary summary = access.find(run);
            if (events) {
                try (Stream<Stamped> told = access.store().events(summary.id())) {
                    told.map(EventCodec::line).forEach(terminal::line);
                }
            } else if (options.json) {
                terminal.json(json(summary));
            } else {
                say(terminal, summary);
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode json(RunSummary run) {
        ObjectNode json = RunsCommand.json(run);
        json.set("request", run.request());
        json.set("summary", run.summary());
        if (run.error() != null) {
            json.set("error", Terminal.json(run.error()));
        }
        return json;
    }

    private static void say(Terminal terminal, RunSummary run) {
        terminal.line(RunsCommand.line(run));
        for (String key :
                new String[] {"lm", "adapter", "metric", "split", "optimizer", "settings"}) {
            field(terminal, key, run.request().path(key));
        }
        for (Map.Entry<String, JsonNode> entry : run.summary().properties()) {
            if (!entry.getKey().equals("usage")) {
                field(terminal, entry.getKey(), entry.getValue());
            }
        }
        terminal.line("usage: " + Results.usage(usage(run)));
        if (run.error() != null) {
            terminal.line("error: " + run.error().message() + " " + run.error().hint());
        }
    }

    private static dev.dspex.run.Usage usage(RunSummary run) {
        return new dev.dspex.run.Usage(
                run.promptTokens(), run.completionTokens(), run.usd(), run.calls());
    }

    private static void field(Terminal terminal, String name, @Nullable JsonNode value) {
        if (value != null && !value.isMissingNode() && !value.isNull()) {
            terminal.line(name + ": " + Results.text(value));
        }
    }
}
