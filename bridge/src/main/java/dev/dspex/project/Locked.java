package dev.dspex.project;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What came of asking for the lock of a project. */
public sealed interface Locked {

    /** This process may change the project until it closes the lock. */
    record Here(ProjectLock lock) implements Locked {}

    /**
     * Somebody else has the project open; it can be opened for reading only.
     *
     * @param pid null when who it is cannot be read
     */
    record Elsewhere(@Nullable Long pid, @Nullable Instant since) implements Locked {

        /** For the person. */
        public String message() {
            return pid == null
                    ? "The project is open in another window or process."
                    : pid == ProcessHandle.current().pid()
                            ? "The project is open already."
                            : "The project is open in process " + pid + ".";
        }
    }

    /** The folder cannot be written, so nobody holds a lock and nothing in it can be changed. */
    record Unwritable(String log) implements Locked {}
}
