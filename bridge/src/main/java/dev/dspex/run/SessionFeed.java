package dev.dspex.run;

/** Where the tasks of a live session come from. */
public sealed interface SessionFeed {
    /** The rows of the request, as often as it says; 0 rounds for ever. */
    record Data() implements SessionFeed {}
}
