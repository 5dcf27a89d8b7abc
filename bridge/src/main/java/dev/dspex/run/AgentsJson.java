package dev.dspex.run;

import dev.dspex.agent.AgentsFile;
import dev.dspex.agent.AgentsPlan;
import dev.dspex.agent.AgentsPlan.Coordination;
import dev.dspex.orchestration.Belief;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the stored request and the summary of a run of agents say. */
public final class AgentsJson {
    private AgentsJson() {}

    static void write(ObjectNode json, RunRequest.Agents request) {
        var agents = json.putArray("agents");
        for (AgentSeat seat : request.agents()) {
            ObjectNode one = AgentsFile.json(seat.agent());
            var offered = one.putArray("offered");
            seat.standing().offered().forEach(offered::add);
            Belief fitness = seat.standing().fitness();
            one.putObject("fitness").put("won", fitness.won()).put("lost", fitness.lost());
            one.put("of", seat.of());
            if (!seat.leftOut().isEmpty()) one.put("left_out", seat.leftOut());
            agents.add(one);
        }
        AgentsPlan plan = request.plan();
        json.put("coordination", plan.coordination().key()).put("voters", plan.voters());
        json.put("quorum", plan.quorum()).put("ask_all", plan.askAll());
        json.put("patience", plan.patience().toMillis() / 1000.0);
        var requires = json.putArray("requires");
        plan.requires().forEach(requires::add);
        if (plan.requiresFrom() != null) json.put("requires_from", plan.requiresFrom());
        if (request.limit() != null) json.put("limit", request.limit());
        json.put("workers", request.workers()).put("threads", request.threads());
        request.limits().tell(json);
    }

    /** How a stored request gave tasks to agents. */
    public static AgentsPlan plan(JsonNode request) {
        AgentsPlan usual = AgentsPlan.STANDARD;
        boolean consensus = request.path("coordination").asString("").equals("consensus");
        return new AgentsPlan(
                consensus ? Coordination.CONSENSUS : Coordination.NONE,
                request.path("voters").asInt(1),
                request.path("quorum").asDouble(usual.quorum()),
                request.path("ask_all").asBoolean(false),
                Duration.ofMillis(
                        Math.round(
                                request.path("patience").asDouble(usual.patience().toSeconds())
                                        * 1000)),
                names(request.path("requires")),
                text(request, "requires_from"));
    }

    /** What was believed of each agent at the beginning of a run. */
    public static Map<String, Belief> fitness(JsonNode request) {
        var found = new LinkedHashMap<String, Belief>();
        for (JsonNode agent : request.path("agents")) {
            JsonNode fitness = agent.path("fitness");
            found.put(
                    agent.path("name").asString(""),
                    new Belief(fitness.path("won").asDouble(0), fitness.path("lost").asDouble(0)));
        }
        return found;
    }

    /** The limits that a run was given. */
    public static Limits limits(JsonNode request) {
        return RequestJson.limits(request);
    }

    static void summary(ObjectNode json, Outcome.Coordinated all) {
        json.put("score", all.score()).put("n", all.n()).put("errors", all.errors());
        json.put("split", all.split()).put("metric", all.metric());
        json.put("coordination", all.coordination()).put("tasks", all.tasks());
        json.put("agreed", all.agreed()).put("split_votes", all.splitVotes());
        json.put("undone", all.undone()).put("ballots", all.ballots());
        ObjectNode agents = json.putObject("agents");
        all.agents()
                .forEach(
                        (name, agent) ->
                                agents.putObject(name)
                                        .put("ballots", agent.ballots())
                                        .put("n", agent.n())
                                        .put("errors", agent.errors())
                                        .put("score", agent.mean())
                                        .put("seconds", agent.seconds())
                                        .put("of", agent.of()));
    }

    static Set<String> names(JsonNode json) {
        var names = new LinkedHashSet<String>();
        if (json.isString()) names.add(json.asString());
        for (JsonNode name : json) names.add(name.asString(""));
        return names;
    }

    private static @Nullable String text(JsonNode json, String key) {
        return json.path(key).isString() ? json.path(key).asString() : null;
    }
}
