package dev.dspex.app.session;

import dev.dspex.event.SessionEvent;

/**
 * A task that has its answer.
 *
 * @param at seconds since the session began
 * @param smooth mean of the scores up to this one, the last {@link #SMOOTHED} at most
 * @param trend after it
 */
record TaskDone(double at, double smooth, Trending trend, SessionEvent.Task told) {
    static final int SMOOTHED = 15;

    /** Whether the module whose answer counts failed. */
    boolean failed() {
        var answer = told.answers().get(told.given());
        return answer != null && answer.error() != null;
    }

    double score() {
        return told.score();
    }
}
