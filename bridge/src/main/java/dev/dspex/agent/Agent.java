package dev.dspex.agent;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A program that takes part in work with others.
 *
 * @param name unique within the project
 * @param program name of one of the project's programs
 * @param state learned state, relative to the project; null for the program as it is written
 * @param lm alias of the LM it asks; null for the project's
 * @param provides what tasks may ask of it
 * @param requires what the place it works at must offer
 * @param place it works at
 * @param optimizer what it optimizes other programs with; null for an agent that does not
 */
public record Agent(
        String name,
        String description,
        String program,
        @Nullable String state,
        @Nullable String lm,
        Set<String> provides,
        Set<String> requires,
        String place,
        @Nullable Optimizer optimizer) {

    /** One of DSPy's optimizers by its name, with settings as {@code describe} names them. */
    public record Optimizer(String name, ObjectNode settings) {}

    public Agent {
        provides = Collections.unmodifiableSet(new LinkedHashSet<>(provides));
        requires = Collections.unmodifiableSet(new LinkedHashSet<>(requires));
    }

    /** An agent on this machine that does not optimize. */
    public static Agent of(
            String name, String program, Set<String> provides, Set<String> requires) {
        return new Agent(name, "", program, null, null, provides, requires, AgentPlace.LOCAL, null);
    }
}
