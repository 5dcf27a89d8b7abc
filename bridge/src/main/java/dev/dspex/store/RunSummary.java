package dev.dspex.store;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/**
 * What a list of runs shows, kept up to date with each append.
 *
 * @param id sortable and unique within the store, such as {@code r-20261123-0001}
 * @param number of the run within the project, from 1: "Run 31"
 * @param queued epoch milliseconds, as are {@code started} and {@code ended}
 * @param score 0 to 1, the best so far; null where nothing was scored
 * @param usd null where nothing is known or a price is unknown
 * @param request as {@code run_queued} brought it, JSON null if it brought none
 * @param summary as {@code run_finished} brought it, JSON null before
 */
public record RunSummary(
        String id,
        int number,
        String kind,
        String program,
        RunStatus status,
        double queued,
        @Nullable Double started,
        @Nullable Double ended,
        @Nullable Double score,
        long lastSeq,
        long calls,
        long promptTokens,
        long completionTokens,
        @Nullable Double usd,
        @Nullable RunError error,
        JsonNode request,
        JsonNode summary) {}
