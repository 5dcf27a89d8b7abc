package dev.dspex.app.agent;

import dev.dspex.event.AgentEvent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A task and what was said to it so far. JavaFX thread only. */
final class TaskVotes {
    private final String row;
    private final Map<String, AgentEvent.Ballot> ballots = new LinkedHashMap<>();
    private final Map<String, String> reasoning = new LinkedHashMap<>();
    private String inputs = "";
    private String expected = "";
    private AgentEvent.@Nullable Vote vote;

    TaskVotes(String row) {
        this.row = row;
    }

    String row() {
        return row;
    }

    Map<String, AgentEvent.Ballot> ballots() {
        return ballots;
    }

    /** How an agent came to its answer; empty where it does not say. */
    String reasoning(String agent) {
        return reasoning.getOrDefault(agent, "");
    }

    void reasoned(String agent, String how) {
        reasoning.put(agent, how);
    }

    String inputs() {
        return inputs;
    }

    void inputs(JsonNode given) {
        inputs = line(given);
    }

    String expected() {
        return expected;
    }

    void expected(JsonNode right) {
        expected = line(right);
    }

    AgentEvent.@Nullable Vote vote() {
        return vote;
    }

    void vote(AgentEvent.Vote counted) {
        vote = counted;
    }

    /** Whether there was more than one answer. */
    boolean split() {
        return vote != null && vote.weights().size() > 1;
    }

    /** Whether it is done, and without a consensus. */
    boolean disputed() {
        return vote != null && !vote.agreed();
    }

    /** Values of an answer beside each other, without their names. */
    static String line(JsonNode values) {
        return values.propertyStream()
                .map(entry -> entry.getValue())
                .map(value -> value.isString() ? value.asString() : value.toString())
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }
}
