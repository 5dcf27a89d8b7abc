package dev.dspex.version;

import java.time.Instant;

/**
 * A version of a program that can be read again.
 *
 * @param id of its origin: the file of a save, the hash of a commit, the id of a run
 * @param label what distinguishes it: the subject of a commit, the number of a run; may be empty
 * @param by who made it, empty when that is not recorded
 */
public record Version(Origin origin, String id, Instant when, String label, String by) {
    /** Where a version is kept. */
    public enum Origin {
        SAVED,
        COMMIT,
        RUN
    }
}
