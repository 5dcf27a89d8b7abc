package dev.dspex.app.optimize;

import java.util.function.Consumer;

/**
 * What a study asks for; whoever puts the window together does it.
 *
 * @param stop stops the search and keeps the best
 * @param useState uses the learned state at this path, relative to the project
 * @param export writes a report of the run
 */
public record StudyActions(Runnable stop, Consumer<String> useState, Runnable export) {}
