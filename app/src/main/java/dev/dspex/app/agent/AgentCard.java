package dev.dspex.app.agent;

import dev.dspex.orchestration.Belief;

import java.util.List;
import java.util.Set;

/**
 * An agent of the project as it stands now.
 *
 * @param kind of the module of its program; empty where it has several or none
 * @param unmet what it requires and its place does not offer
 * @param leftOut why it cannot answer for the main program, empty where it can
 * @param past mean scores of its runs, oldest first
 */
public record AgentCard(
        String name,
        String description,
        String program,
        String kind,
        String place,
        List<String> provides,
        List<String> requires,
        Set<String> unmet,
        String leftOut,
        Belief fitness,
        double weight,
        List<Double> past) {
    public AgentCard {
        provides = List.copyOf(provides);
        requires = List.copyOf(requires);
        unmet = Set.copyOf(unmet);
        past = List.copyOf(past);
    }
}
