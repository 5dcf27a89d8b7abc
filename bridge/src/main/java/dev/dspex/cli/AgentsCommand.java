package dev.dspex.cli;

import picocli.CommandLine.Command;

import java.util.List;

/** The commands of agents; says which there are where none is named. */
@Command(
        name = "agents",
        description = "Let the agents of a project work together.",
        synopsisSubcommandLabel = "COMMAND")
final class AgentsCommand {
    static List<ProjectCommand> commands() {
        return List.of(new AgentsListCommand(), new AgentsRunCommand());
    }
}
