package dev.dspex.cli;

import dev.dspex.store.Upkeep;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "delete", description = "Delete runs with their journals, tags and notes.")
final class DeleteCommand extends UpkeepCommand {
    @Option(names = "--yes", description = "Needed: what is deleted cannot be had back.")
    boolean sure;

    DeleteCommand() {
        super("is deleted");
    }

    @Override
    int run(Terminal terminal) throws CliException {
        if (!sure) {
            throw CliException.input(
                    "usage",
                    "Nothing was deleted: --yes is missing.",
                    "What is deleted cannot be had back; \"dspex runs --disk\" says how much it"
                            + " is.");
        }
        return super.run(terminal);
    }

    @Override
    long free(Upkeep upkeep, String run) {
        return upkeep.delete(run);
    }
}
