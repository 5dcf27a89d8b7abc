package dev.dspex.cli;

import dev.dspex.agent.AgentsPlan;
import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.agent.Capabilities;
import dev.dspex.run.AgentFitness;
import dev.dspex.run.AgentSeat;
import dev.dspex.run.AgentSeats;
import dev.dspex.run.Limits;
import dev.dspex.run.RunRequest;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

@Command(
        name = "run",
        description =
                "Give each row to the agents that can do it, the fittest first; with consensus"
                        + " several vote.")
final class AgentsRunCommand extends ProjectCommand {
    @Option(
            names = "--coordination",
            paramLabel = "none|consensus",
            description = "One agent a task, or a vote (default: consensus).")
    String coordination = Coordination.CONSENSUS.key();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "How tasks are given out: capability_based (default).")
    String strategy = "capability_based";

    @Option(
            names = "--voters",
            paramLabel = "N",
            description = "Agents a task with consensus (default: 3).")
    int voters = AgentsPlan.VOTERS;

    @Option(
            names = "--quorum",
            paramLabel = "Q",
            description = "Share of the weight that a consensus needs, 0 to 1 (default: 0.5).")
    double quorum = AgentsPlan.STANDARD.quorum();

    @Option(
            names = "--ask-all",
            description =
                    "Ask those too that cannot change the vote any more, so that it shows how good"
                            + " each is.")
    boolean askAll;

    @Option(
            names = "--patience",
            paramLabel = "S",
            description = "Seconds after which an agent is dropped (default: 120).")
    double patience = AgentsPlan.STANDARD.patience().toSeconds();

    @Option(
            names = "--requires",
            paramLabel = "NAME",
            split = ",",
            description = "Capabilities that every task needs (default: those of agents.json).")
    @Nullable List<String> requires;

    @Option(
            names = "--requires-from",
            paramLabel = "FIELD",
            description = "Field of a row that names the capabilities it needs.")
    @Nullable String requiresFrom;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that was stopped, interrupted, or failed.")
    @Nullable String resume;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description = "Rows of the project: train, validation or test (default: validation).")
    @Nullable String split;

    @Mixin ScoringOptions scoring = new ScoringOptions();
    @Mixin InFlight inFlight = new InFlight();
    @Mixin Budget budget = new Budget();
    @Mixin ProgramArgument program = new ProgramArgument();
    @Mixin ProjectOptions options = new ProjectOptions();

    @Override
    ProjectOptions options() {
        return options;
    }

    @Override
    int run(Terminal terminal) throws CliException, InterruptedException {
        if (resume != null) return resume(terminal, resume);
        AgentsPlan plan = plan();
        try (Workspace workspace =
                Workspace.open(terminal, options, program.place, scoring.judge())) {
            AgentFitness fitness = AgentFitness.of(workspace.store());
            AgentSeats.Seated agents = workspace.agents(fitness::belief);
            agents.seats().forEach(seat -> say(terminal, seat));
            RunRequest request =
                    new RunRequest.Agents(
                            agents.setup(),
                            agents.seats(),
                            workspace.rows(scoring.data, split, scoring.limit),
                            workspace.metric(scoring.metric),
                            scoring.limit,
                            requires == null ? plan.requiring(workspace.required()) : plan,
                            inFlight.workers(),
                            inFlight.threads(),
                            budget.limits());
            return Job.run(terminal, workspace.runs(), request, options.json, false);
        }
    }

    /** Says who will not work, and why. */
    private static void say(Terminal terminal, AgentSeat seat) {
        if (!seat.leftOut().isEmpty()) {
            terminal.say(seat.name() + " is left out: " + seat.leftOut());
        }
        for (String missing : seat.standing().unmet()) {
            terminal.say(
                    seat.name()
                            + " needs "
                            + missing
                            + ", which "
                            + seat.agent().place()
                            + " does not provide.");
        }
    }

    private int resume(Terminal terminal, String run) throws CliException, InterruptedException {
        StoredRun stored = StoredRun.find(options, program.place, run);
        if (!stored.summary().kind().equals("agents")) {
            throw CliException.input(
                    "usage",
                    "The run " + stored.summary().id() + " is no run of agents.",
                    "\"dspex runs\" lists the runs with their kinds.");
        }
        try (Workspace workspace = stored.workspace(terminal, options)) {
            RunRequest.Agents before = stored.agents(workspace);
            Limits limits = budget.over(before.limits());
            RunRequest request =
                    new RunRequest.Agents(
                            before.setup(),
                            before.agents(),
                            before.rows(),
                            before.metric(),
                            before.limit(),
                            before.plan(),
                            inFlight.workers(),
                            inFlight.threads(),
                            limits);
            return Job.run(
                    terminal,
                    workspace.runs(),
                    runs -> runs.resume(stored.summary().id(), request),
                    request.kind(),
                    options.json,
                    false,
                    _ -> true);
        }
    }

    private AgentsPlan plan() throws CliException {
        if (!strategy.equals("capability_based")) {
            throw CliException.input(
                    "strategy_unknown",
                    "There is no strategy \"" + strategy + "\" of agents.",
                    "There is: capability_based.");
        }
        String wanted = coordination.toLowerCase(Locale.ROOT);
        boolean consensus = wanted.equals(Coordination.CONSENSUS.key());
        if (!consensus && !wanted.equals(Coordination.NONE.key())) {
            throw CliException.input(
                    "coordination_unknown",
                    "There is no coordination \"" + coordination + "\".",
                    "There are: none, consensus.");
        }
        List<String> named = requires == null ? List.of() : requires;
        for (String name : named) {
            if (!Capabilities.isName(name)) {
                throw CliException.input(
                        "bad_capability",
                        "\"" + name + "\" is no name of a capability.",
                        "Use lower case letters, digits and _, a letter first.");
            }
        }
        if (voters < 1 || !(quorum >= 0 && quorum <= 1) || !(patience > 0)) {
            throw CliException.input(
                    "bad_agents",
                    "A task has at least one voter, a quorum is from 0 to 1, and patience is more"
                            + " than 0.",
                    "Look at --voters, --quorum and --patience.");
        }
        return new AgentsPlan(
                consensus ? Coordination.CONSENSUS : Coordination.NONE,
                voters,
                quorum,
                askAll,
                Duration.ofMillis(Math.max(1, Math.round(Math.min(patience, 1e6) * 1000))),
                new LinkedHashSet<>(named),
                requiresFrom);
    }
}
