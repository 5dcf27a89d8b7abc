package dev.dspex.run;

import java.util.concurrent.CompletionStage;

/** A run that was accepted. Safe for any thread. */
public interface RunHandle {
    String id();

    /** Completes normally however the run ends. */
    CompletionStage<RunResult> result();

    /**
     * Stops it: calls in flight may still answer, an optimizer keeps its best. A second call ends
     * the waiting.
     */
    void cancel();
}
