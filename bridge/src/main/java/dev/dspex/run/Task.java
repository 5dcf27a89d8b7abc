package dev.dspex.run;

/** What a kind of run does. */
interface Task {
    /** Runs to the end. A stopped run ends with what it has, or with a {@link RunFailure}. */
    Outcome run(RunContext context) throws RunFailure, InterruptedException;
}
