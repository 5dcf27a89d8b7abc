package dev.dspex.event;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** What happens where agents work on tasks together. */
public sealed interface AgentEvent extends RunEvent {
    /**
     * What an agent said to a task.
     *
     * @param row id of the row that is the task
     * @param number of the agent among those of the task, from 1
     * @param of how many there are
     * @param answer by output; JSON null where it gave none
     * @param score 0 to 1; null where there is none
     * @param weight of the vote
     * @param reason why there is no answer; empty where there is one
     */
    record Ballot(
            String row,
            String agent,
            int number,
            int of,
            JsonNode answer,
            @Nullable Double score,
            double weight,
            String reason,
            double seconds)
            implements AgentEvent {}

    /**
     * A task is done, or nobody can do it.
     *
     * @param required what it needs
     * @param asked agents, in the order they were asked
     * @param spared agents that could not change it any more
     * @param missing what nobody that could be asked has; empty where it was done
     * @param answer that it has; JSON null where nobody gave one
     * @param given agent whose answer it is
     * @param agreed whether there is a consensus
     * @param tied whether another answer has as much
     * @param share of the weight cast that is behind the answer
     * @param score of the answer; null where there is none
     * @param why it came so, for a person
     */
    record Vote(
            String row,
            List<String> required,
            List<String> asked,
            List<String> spared,
            List<String> missing,
            JsonNode answer,
            @Nullable String given,
            boolean agreed,
            boolean tied,
            double share,
            List<Weighed> weights,
            @Nullable Double score,
            String why)
            implements AgentEvent {
        public Vote {
            required = List.copyOf(required);
            asked = List.copyOf(asked);
            spared = List.copyOf(spared);
            missing = List.copyOf(missing);
            weights = List.copyOf(weights);
        }
    }

    /** An answer and who is for it. */
    record Weighed(JsonNode answer, double weight, List<String> agents) {
        public Weighed {
            agents = List.copyOf(agents);
        }
    }
}
