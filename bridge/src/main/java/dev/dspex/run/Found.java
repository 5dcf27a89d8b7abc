package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.node.ObjectNode;

/**
 * What a search found.
 *
 * @param setup the program with it; null when it found nothing
 * @param stateFile where learned state is, relative to the project; null when nothing was learned
 * @param values of the variables; null where none were searched
 * @param best score on the rows it searched with, as the search reports it
 * @param stopped whether it was stopped before its end
 */
record Found(
        @Nullable Setup setup,
        @Nullable String stateFile,
        @Nullable ObjectNode values,
        @Nullable Double best,
        boolean stopped) {}
