package dev.dspex.app;

/** What can be done with the selected node of the main program. */
enum NodeCommand {
    /** Run what it needs, and it. */
    HERE,
    /** Run it alone on its last inputs. */
    RUN,
    /** Run it alone on inputs that are asked for. */
    RUN_WITH,
    /** Keep what it gave last instead of running it. */
    PIN,
    UNPIN
}
