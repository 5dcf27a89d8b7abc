package dev.dspex.run;

import dev.dspex.event.RunError;

import java.util.Optional;
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

    /**
     * Pauses it: calls in flight are still answered and kept, none is made any more, and what was
     * found so far is its result. {@link Runs#resume} goes on.
     *
     * @return why its workers could not be told; empty when they were
     */
    Optional<RunError> pause();

    /**
     * Gives it other limits from now on. Those that it is beyond already end it in time, as they
     * would have before; a call that is under way is not taken back.
     *
     * @return why they cannot be kept; empty when they hold
     */
    Optional<RunError> limit(Limits limits);

    /** The limits that hold now. */
    Limits limits();

    /**
     * Says something to a live session: it is told as a {@code decision} of the person.
     *
     * @return why it could not be told; empty when it was
     */
    default Optional<RunError> say(SessionControl control) {
        return Optional.of(
                RunError.of(
                        "no_session",
                        "The run " + id() + " is no live session that goes on.",
                        "Start a session, or wait until it begins.",
                        control.toString()));
    }
}
