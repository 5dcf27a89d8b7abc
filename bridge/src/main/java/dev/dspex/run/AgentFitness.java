package dev.dspex.run;

import dev.dspex.orchestration.Belief;
import dev.dspex.store.RunFilter;
import dev.dspex.store.RunStore;
import dev.dspex.store.RunSummary;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the agents of a project did in the runs that the store has. */
public final class AgentFitness {
    /**
     * What an agent did in one run.
     *
     * @param of what it was made of then
     * @param n ballots
     * @param score mean, 0 to 1
     */
    public record Past(String run, String of, int n, double score) {}

    private final Map<String, List<Past>> agents = new LinkedHashMap<>();

    private AgentFitness() {}

    /** Of all runs that have ended, also of those that were stopped. */
    public static AgentFitness of(RunStore store) {
        return of(store.runs(new RunFilter("agents", null, Set.of(), Integer.MAX_VALUE)));
    }

    static AgentFitness of(List<RunSummary> newestFirst) {
        var fitness = new AgentFitness();
        for (RunSummary run : newestFirst.reversed()) {
            for (Map.Entry<String, JsonNode> one : run.summary().path("agents").properties()) {
                JsonNode did = one.getValue();
                fitness.agents
                        .computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                        .add(
                                new Past(
                                        run.id(),
                                        did.path("of").asString(""),
                                        did.path("n").asInt(0),
                                        did.path("score").asDouble(0)));
            }
        }
        return fitness;
    }

    /**
     * Its runs, oldest first.
     *
     * @param of what it is made of now; runs in which it was something else do not count
     */
    public List<Past> past(String agent, String of) {
        return agents.getOrDefault(agent, List.of()).stream()
                .filter(past -> past.of().equals(of) && past.n() > 0)
                .toList();
    }

    /** What is believed of an agent after these runs. */
    public Belief belief(String agent, String of) {
        double won = 0;
        double lost = 0;
        for (Past past : past(agent, of)) {
            won += past.n() * past.score();
            lost += past.n() * (1 - past.score());
        }
        return new Belief(won, lost);
    }
}
