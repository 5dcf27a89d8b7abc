package dev.dspex.cli;

import dev.dspex.run.Outcome;

import java.util.Locale;

/** What a run of agents came to, for a person. */
final class AgentResults {
    private AgentResults() {}

    static void say(Terminal terminal, Outcome.Coordinated all) {
        terminal.line(
                String.format(
                        Locale.ROOT,
                        "score %s on %d of %d tasks%s%s",
                        Terminal.score(all.score()),
                        all.n(),
                        all.tasks(),
                        all.errors() == 0 ? "" : ", " + all.errors() + " without an answer",
                        all.undone() == 0 ? "" : ", " + all.undone() + " that nobody can do"));
        if (all.coordination().equals("consensus")) {
            terminal.line(
                    String.format(
                            Locale.ROOT,
                            "consensus on %d, %d split, %d ballots (%.1f a task)",
                            all.agreed(),
                            all.splitVotes(),
                            all.ballots(),
                            all.tasks() == 0 ? 0.0 : (double) all.ballots() / all.tasks()));
        }
        all.agents()
                .forEach(
                        (name, agent) ->
                                terminal.line(
                                        String.format(
                                                Locale.ROOT,
                                                "  %-16s %5d ballots, score %s on %d%s",
                                                name,
                                                agent.ballots(),
                                                Terminal.score(agent.mean()),
                                                agent.n(),
                                                agent.errors() == 0
                                                        ? ""
                                                        : ", " + agent.errors() + " failed")));
    }
}
