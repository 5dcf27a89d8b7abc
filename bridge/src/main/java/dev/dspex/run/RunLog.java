package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.Stamped;
import dev.dspex.store.RunSummary;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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

    /** Where a run's journal of LM calls is; null where none is kept. */
    default @Nullable Path journal(String run) {
        return null;
    }

    /** A run that is kept; empty for an unknown one. */
    default Optional<RunSummary> run(String run) {
        return Optional.empty();
    }

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
