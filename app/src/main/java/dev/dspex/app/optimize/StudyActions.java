package dev.dspex.app.optimize;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

import java.util.function.Consumer;

/**
 * What a study asks for; whoever puts the window together does it.
 *
 * @param stop stops the search and keeps the best
 * @param use uses from now on what was found
 * @param export writes a report of the run
 * @param steering pauses it, goes on with it, changes its limits
 */
public record StudyActions(
        Runnable stop, Consumer<Found> use, Runnable export, StudySteering steering) {
    /** Of a study that is only looked at, stopped and used. */
    public StudyActions(Runnable stop, Consumer<Found> use, Runnable export) {
        this(stop, use, export, StudySteering.NONE);
    }

    /**
     * What a study found.
     *
     * @param state path of the learned state, relative to the project; empty for none
     * @param values of variables, by name; null for none
     */
    public record Found(String state, @Nullable ObjectNode values) {}
}
