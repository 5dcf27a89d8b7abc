package dev.dspex.cli;

import dev.dspex.store.RunSummary;
import dev.dspex.store.StoreException;
import dev.dspex.store.Upkeep;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

@Command(
        name = "prune",
        description = "Remove the journals of runs. They stay, but cannot be resumed or replayed.")
final class PruneCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids or numbers of runs.")
    List<String> runs = new ArrayList<>();

    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (StoreAccess access = StoreAccess.open(options, null)) {
            Upkeep upkeep = new Upkeep(access.store());
            ObjectNode document = Terminal.MAPPER.createObjectNode();
            ArrayNode list = document.putArray("runs");
            for (String run : runs) {
                RunSummary summary = access.find(run);
                long freed = upkeep.prune(summary.id());
                list.addObject().put("run", summary.id()).put("freed", freed);
                if (!options.json) {
                    terminal.say(
                            "Run "
                                    + summary.number()
                                    + " has no journal now: "
                                    + Terminal.bytes(freed)
                                    + " freed.");
                }
            }
            if (options.json) {
                terminal.json(document);
            }
            return ExitCode.DONE;
        } catch (StoreException e) {
            throw new CliException(e.error());
        }
    }
}
