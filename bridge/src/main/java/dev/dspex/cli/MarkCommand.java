package dev.dspex.cli;

import dev.dspex.store.RunNote;
import dev.dspex.store.RunSummary;
import dev.dspex.store.StoreException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

@Command(name = "mark", description = "Keep tags and a note with a run.")
final class MarkCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", description = "Id or number of the run.")
    String run = "";

    @Option(names = "--tag", paramLabel = "TAG", description = "Give it this tag.")
    List<String> tags = new ArrayList<>();

    @Option(names = "--untag", paramLabel = "TAG", description = "Take this tag from it.")
    List<String> untags = new ArrayList<>();

    @Option(names = "--note", paramLabel = "TEXT", description = "Its note; empty for none.")
    @Nullable String text;

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, null)) {
            RunSummary summary = access.find(run);
            RunNote note = access.store().notes().getOrDefault(summary.id(), RunNote.NONE);
            for (String tag : tags) {
                note = note.tagged(tag);
            }
            for (String tag : untags) {
                note = note.untagged(tag);
            }
            RunNote kept = text == null ? note : note.saying(text);
            try {
                access.store().note(summary.id(), kept);
            } catch (StoreException e) {
                throw new CliException(e.error());
            }
            if (options.json) {
                ObjectNode json = Terminal.MAPPER.createObjectNode().put("run", summary.id());
                kept.tags().forEach(json.putArray("tags")::add);
                terminal.json(json.put("note", kept.text()));
            } else {
                terminal.say(
                        "Run "
                                + summary.number()
                                + ": "
                                + (kept.tags().isEmpty()
                                        ? "no tags"
                                        : String.join(", ", kept.tags()))
                                + (kept.text().isEmpty() ? "" : "; " + kept.text()));
            }
            return ExitCode.DONE;
        }
    }
}
