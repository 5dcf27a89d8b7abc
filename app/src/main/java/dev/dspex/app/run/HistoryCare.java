package dev.dspex.app.run;

import java.util.function.Consumer;

/**
 * What a person does to runs of the history beside opening them; each takes the id of a run.
 *
 * @param note edits tags and note
 * @param prune removes its journal
 * @param delete removes it
 */
public record HistoryCare(Consumer<String> note, Consumer<String> prune, Consumer<String> delete) {
    /** Does nothing. */
    public static final HistoryCare NONE = new HistoryCare(_ -> {}, _ -> {}, _ -> {});
}
