package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a run came to as JSON: {@code run_finished} keeps it, the command line prints it. */
public final class Summary {
    private Summary() {}

    public static ObjectNode of(Outcome outcome, Usage usage) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (outcome) {
            case Outcome.Nothing _ -> {}
            case Outcome.Outputs outputs -> json.set("outputs", outputs.outputs());
            case Outcome.Merged merged -> {
                json.set("outputs", merged.outputs());
                json.put("winner", merged.winner()).put("why", merged.why());
                json.set("lanes", merged.lanes());
            }
            case Outcome.Written written -> {
                json.put("accepted", written.accepted());
                json.set("trials", written.trials());
                json.set("node", written.node());
            }
            case Outcome.Scored scored -> {
                json.put("score", scored.score()).put("n", scored.n());
                if (scored.skipped() > 0) json.put("skipped", scored.skipped());
                json.put("errors", scored.errors())
                        .put("split", scored.split())
                        .put("metric", scored.metric());
            }
            case Outcome.Session session -> session(json, session);
            case Outcome.Coordinated all -> AgentsJson.summary(json, all);
            case Outcome.Improved improved -> improved(json, improved);
        }
        json.set("usage", usage.json());
        return json;
    }

    private static void session(ObjectNode json, Outcome.Session session) {
        json.put("score", session.score()).put("n", session.n()).put("errors", session.errors());
        json.put("split", session.split()).put("metric", session.metric());
        json.put("decisions", session.decisions()).put("strategy", session.strategy());
        ObjectNode arms = json.putObject("arms");
        session.arms()
                .forEach(
                        (name, arm) ->
                                arms.putObject(name)
                                        .put("n", arm.n())
                                        .put("errors", arm.errors())
                                        .put("score", arm.mean())
                                        .put("usd", arm.usd())
                                        .put("seconds", arm.seconds()));
    }

    private static void improved(ObjectNode json, Outcome.Improved improved) {
        json.put("optimizer", improved.optimizer());
        json.set("before", scored(improved.before()));
        json.set("after", scored(improved.after()));
        json.put("p_value", improved.pValue()).put("minimum_gain", improved.minimumGain());
        json.put("accepted", improved.accepted()).put("reason", improved.reason());
        json.put("state", improved.state()).put("best", improved.best());
        json.put("stopped", improved.stopped());
        if (improved.values() != null) {
            json.set("values", improved.values());
        }
    }

    private static JsonNode scored(Outcome.@Nullable Scored scored) {
        return scored == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("score", scored.score())
                        .put("n", scored.n());
    }
}
