package dev.dspex.app.session;

import dev.dspex.event.RunEvent;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A decision of a session, as its event tells it.
 *
 * @param number 1, 2, … in the order in which they were told
 * @param at seconds since the session began
 * @param wall epoch milliseconds
 * @param sight what it answers, such as degrading; person where a person decided
 * @param carried whether it was carried out, rather than only told
 * @param seen the trend that was seen
 * @param module put in charge; empty where none was
 * @param before how the session went
 * @param after how it goes then
 * @param reoptimize whether a search for a better program was asked for
 * @param against the other modules with their scores
 * @param heldBack what spoke against a part of it
 * @param why one sentence
 */
record Verdict(
        int number,
        double at,
        double wall,
        String sight,
        boolean carried,
        Trending seen,
        String module,
        Way before,
        Way after,
        boolean reoptimize,
        Map<String, Double> against,
        List<String> heldBack,
        String why) {
    private static final String PERSON = "person";

    Verdict {
        against = Collections.unmodifiableMap(new LinkedHashMap<>(against));
        heldBack = List.copyOf(heldBack);
    }

    /**
     * @param dry whether decisions of the session are only told
     */
    static Verdict of(int number, double at, double wall, boolean dry, RunEvent.Decision told) {
        var chosen = told.chosen();
        var against = new LinkedHashMap<String, Double>();
        told.rejected()
                .path("modules")
                .forEachEntry((arm, score) -> against.put(arm, score.asDouble(0)));
        var held = new ArrayList<String>();
        for (JsonNode veto : told.rejected().path("held_back")) held.add(veto.asString(""));
        return new Verdict(
                number,
                at,
                wall,
                told.seen().path("sight").asString(""),
                !dry || told.seen().path("sight").asString("").equals(PERSON),
                Trending.of(told.seen(), told.seen().path("trend").asString("")),
                chosen.path("module").asString(""),
                Way.of(chosen.path("before")),
                Way.of(chosen.path("after")),
                chosen.path("reoptimize").asBoolean(false),
                against,
                held,
                told.why());
    }

    /** Whether a person made it. */
    boolean person() {
        return sight.equals(PERSON);
    }

    /** Whether it changed how the session goes. */
    boolean changes() {
        return reoptimize || !before.equals(after);
    }

    boolean changesStrategy() {
        return !before.strategy().equals(after.strategy());
    }
}
