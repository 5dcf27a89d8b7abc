package dev.dspex.run;

import dev.dspex.event.Stamped;

import java.util.List;

/** Where the events of runs are kept. Thread-safe. */
public interface RunLog {
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
        private final String hint;

        /**
         * @param message for the person
         */
        public LogException(String message, String hint, Throwable cause) {
            super(message, cause);
            this.hint = hint;
        }

        public String hint() {
            return hint;
        }
    }
}
