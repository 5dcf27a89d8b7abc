package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.Stamped;

import java.util.List;

/** Where the events of runs are kept. Thread-safe. */
interface RunLog {
    /** An id that no run has. */
    String newRunId();

    /**
     * Keeps events of one run durably, all or none.
     *
     * @throws LogException when they could not be kept
     */
    void append(List<Stamped> events);

    /** Events of a run from a number on, at most {@code limit} of them. */
    List<Stamped> events(String run, long fromSeq, int limit);

    /** Events could not be kept or read, such as when the disk is full. */
    final class LogException extends RuntimeException {
        private final transient RunError error;

        LogException(RunError error, Throwable cause) {
            super(error.log(), cause);
            this.error = error;
        }

        RunError error() {
            return error;
        }
    }
}
