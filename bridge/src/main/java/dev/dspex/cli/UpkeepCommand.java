package dev.dspex.cli;

import dev.dspex.store.RunSummary;
import dev.dspex.store.StoreException;
import dev.dspex.store.Upkeep;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Gives back what named runs take on disk, and says how much that was. */
abstract class UpkeepCommand extends ProjectCommand {
    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids or numbers of runs.")
    List<String> runs = new ArrayList<>();

    @Mixin ProjectOptions options = new ProjectOptions();

    private final String outcome;

    /**
     * @param outcome what is so of a run then, in a sentence that begins with "Run 3"
     */
    UpkeepCommand(String outcome) {
        this.outcome = outcome;
    }

    /** Gives back the room of a run, by its id; bytes that this freed. */
    abstract long free(Upkeep upkeep, String run);

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
                long freed = free(upkeep, summary.id());
                list.addObject().put("run", summary.id()).put("freed", freed);
                if (!options.json) {
                    terminal.say(
                            "Run %d %s: %s freed."
                                    .formatted(summary.number(), outcome, Terminal.bytes(freed)));
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
