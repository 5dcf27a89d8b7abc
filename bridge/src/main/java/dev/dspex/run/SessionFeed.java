package dev.dspex.run;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** Where the tasks of a live session come from. */
public sealed interface SessionFeed {
    /**
     * The metric of rows without a right answer; null to count a whole answer as 1 and a failed one
     * as 0.
     */
    @Nullable String otherwise();

    /** The rows of the request, as often as it says; 0 rounds for ever. */
    record Data(@Nullable String otherwise) implements SessionFeed {
        /** Of rows that all have their right answer. */
        public Data() {
            this(null);
        }
    }

    /** The lines of a JSONL file that grows, or of all such files of a folder. */
    record Watched(Path path, @Nullable String otherwise) implements SessionFeed {}

    /** What is asked for from outside. */
    record Requests(RequestQueue queue, @Nullable String otherwise) implements SessionFeed {}
}
