package dev.dspex.app.agent;

import dev.dspex.agent.AgentsPlan;

import javafx.beans.value.ObservableValue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the Agents place asks for; whoever puts the window together does it.
 *
 * @param start starts a run of the agents
 * @param stop stops what runs
 * @param registry the agents of the project now
 * @param splits number of rows by name; of those that are not read yet 0
 * @param example writes a first agents.json and opens it
 * @param name of a run, for people
 * @param ready whether there are workers to run on
 */
public record AgentsHost(
        Start start,
        Runnable stop,
        ObservableValue<Shown> registry,
        Supplier<Map<String, Integer>> splits,
        Runnable example,
        Function<String, String> name,
        ObservableValue<Boolean> ready) {
    /** Starts a run on the rows of a split. */
    @FunctionalInterface
    public interface Start {
        void run(AgentsPlan plan, String split);
    }

    /**
     * The agents.
     *
     * @param program that they answer for
     * @param requires what each task needs where a run does not say otherwise
     * @param problem why agents.json cannot be used, empty where it can
     */
    public record Shown(
            String program, List<AgentCard> cards, List<String> requires, String problem) {
        /** Before anything was read. */
        public static final Shown NOTHING = new Shown("", List.of(), List.of(), "");

        public Shown {
            cards = List.copyOf(cards);
            requires = List.copyOf(requires);
        }
    }
}
