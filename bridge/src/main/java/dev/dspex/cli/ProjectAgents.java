package dev.dspex.cli;

import dev.dspex.agent.AgentsFile;
import dev.dspex.agent.Registry;
import dev.dspex.infra.LmAlias;
import dev.dspex.infra.Secrets;
import dev.dspex.infra.Settings;
import dev.dspex.program.ProgramFile;
import dev.dspex.program.Read;
import dev.dspex.project.Project;
import dev.dspex.run.AgentSeats;

import java.util.Optional;

/** What the agents of a project find there. */
record ProjectAgents(Project project, Settings settings, Secrets secrets)
        implements AgentSeats.Project {
    static Registry registry(Project project) throws CliException {
        return switch (AgentsFile.read(project.folder())) {
            case AgentsFile.Read.Ok(Registry registry) -> {
                if (registry.agents().isEmpty()) {
                    throw CliException.input(
                            "no_agents",
                            "The project has no agents.",
                            "Write them into " + AgentsFile.NAME + "; the guide says how.");
                }
                yield registry;
            }
            case AgentsFile.Read.Bad(var problems) -> throw CliException.of(problems);
        };
    }

    @Override
    public AgentSeats.Found program(String name) {
        if (!project.programs().contains(name)) {
            return new AgentSeats.Found.Bad("The project has no program \"" + name + "\".");
        }
        return switch (ProgramFile.read(project.programPath(name))) {
            case Read.Ok ok -> new AgentSeats.Found.Ok(ok.program());
            case Read bad ->
                    new AgentSeats.Found.Bad(
                            "The program "
                                    + name
                                    + " cannot be run: "
                                    + bad.problems().getFirst().message());
        };
    }

    @Override
    public Optional<LmAlias> lm(String alias) {
        return settings.lm(alias);
    }

    @Override
    public boolean canAsk(LmAlias lm) {
        return lm.practice() != null || lm.apiBase() != null || secrets.keyOf(lm).isPresent();
    }

    @Override
    public boolean hasTraining() {
        return project.file().data().containsKey("train");
    }
}
