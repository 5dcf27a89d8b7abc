package dev.dspex.cli;

import dev.dspex.store.Upkeep;

import picocli.CommandLine.Command;

@Command(
        name = "prune",
        description = "Remove the journals of runs. They stay, but cannot be resumed or replayed.")
final class PruneCommand extends UpkeepCommand {
    PruneCommand() {
        super("has no journal now");
    }

    @Override
    long free(Upkeep upkeep, String run) {
        return upkeep.prune(run);
    }
}
