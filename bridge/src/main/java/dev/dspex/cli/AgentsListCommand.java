package dev.dspex.cli;

import dev.dspex.agent.Standing;
import dev.dspex.orchestration.Belief;
import dev.dspex.run.AgentFitness;
import dev.dspex.run.AgentSeat;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collection;
import java.util.Locale;

@Command(name = "list", description = "List the agents of a project and how fit they are.")
final class AgentsListCommand extends ProjectCommand {
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException {
        try (Workspace workspace = Workspace.open(terminal, options, program.place)) {
            AgentFitness fitness = AgentFitness.of(workspace.store());
            var seats = workspace.agents(fitness::belief).seats();
            if (options.json) {
                ObjectNode document = Terminal.MAPPER.createObjectNode();
                ArrayNode list = document.putArray("agents");
                seats.forEach(seat -> list.add(json(seat)));
                terminal.json(document);
            } else {
                seats.forEach(seat -> say(terminal, seat));
            }
            return ExitCode.DONE;
        }
    }

    private static ObjectNode json(AgentSeat seat) {
        Standing standing = seat.standing();
        Belief fitness = standing.fitness();
        ObjectNode json = Terminal.MAPPER.createObjectNode().put("name", seat.name());
        json.put("program", seat.agent().program()).put("place", seat.agent().place());
        names(json, "provides", seat.agent().provides());
        names(json, "requires", seat.agent().requires());
        names(json, "unmet", standing.unmet());
        json.put("left_out", seat.leftOut().isEmpty() ? null : seat.leftOut());
        json.putObject("fitness")
                .put("mean", fitness.mean())
                .put("lower", fitness.wilsonLower())
                .put("tasks", fitness.weight());
        return json;
    }

    private static void names(ObjectNode json, String key, Collection<String> names) {
        ArrayNode list = json.putArray(key);
        names.forEach(list::add);
    }

    private static void say(Terminal terminal, AgentSeat seat) {
        Standing standing = seat.standing();
        Belief fitness = standing.fitness();
        String fit =
                fitness.weight() == 0
                        ? "fitness unknown"
                        : String.format(
                                Locale.ROOT,
                                "fitness %s (at least %s, %.0f tasks)",
                                Terminal.score(fitness.mean()),
                                Terminal.score(fitness.wilsonLower()),
                                fitness.weight());
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "%-16s %-16s %s, provides %s",
                        seat.name(),
                        seat.agent().program(),
                        fit,
                        all(seat.agent().provides())));
        if (!seat.leftOut().isEmpty()) terminal.line("  left out: " + seat.leftOut());
        for (String missing : standing.unmet()) {
            terminal.line(
                    "  "
                            + seat.name()
                            + " needs "
                            + missing
                            + ", which "
                            + seat.agent().place()
                            + " does not provide.");
        }
    }

    private static String all(Collection<String> names) {
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
