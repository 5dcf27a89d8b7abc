package dev.dspex.app.session;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * How a session goes, as its events tell it.
 *
 * @param interval seconds between the starts of two tasks
 * @param parallel tasks at a time at most
 * @param temperature what the temperature of the LMs is multiplied by
 * @param frozen whether no search may start
 * @param strategy its key
 * @param locked module chosen by hand; empty for none
 * @param benched modules that get no task for now
 */
record Way(
        double interval,
        int parallel,
        double temperature,
        boolean frozen,
        String strategy,
        String locked,
        List<String> benched) {
    static final Way UNKNOWN = new Way(0, 1, 1, false, "", "", List.of());

    Way {
        benched = List.copyOf(benched);
    }

    static Way of(JsonNode json) {
        var benched = new ArrayList<String>();
        for (var one : json.path("benched")) benched.add(one.asString(""));
        return new Way(
                json.path("interval").asDouble(0),
                json.path("parallel").asInt(1),
                json.path("temperature").asDouble(1),
                json.path("frozen").asBoolean(false),
                json.path("strategy").asString(""),
                json.path("locked").asString(""),
                benched);
    }
}
