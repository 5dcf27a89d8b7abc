package dev.dspex.run;

import dev.dspex.orchestration.Strategy;

/** What a person says to a session that goes on. */
public sealed interface SessionControl {
    /** Every task goes to this module, whatever is decided; empty lets the session choose again. */
    record Lock(String arm) implements SessionControl {}

    /** Takes back the last decision that changed something and was not taken back yet. */
    record Undo() implements SessionControl {}

    /** Another strategy from now on. */
    record Use(Strategy strategy) implements SessionControl {}

    /** From now on decisions are only told, or carried out again. */
    record DryRun(boolean only) implements SessionControl {}
}
