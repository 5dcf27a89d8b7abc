package dev.dspex.event;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A failure as data.
 *
 * @param code stable name of the kind of failure, for programs and help pages
 * @param message what happened, for the person
 * @param hint what the person can do about it; may be empty
 * @param log the technical text, for the log
 * @param retryable whether the same request may succeed later
 */
public record RunError(
        String code, String message, String hint, String log, Where where, boolean retryable) {

    public RunError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        hint = Objects.requireNonNullElse(hint, "");
        log = Objects.requireNonNullElse(log, "");
        where = Objects.requireNonNullElse(where, Where.NOWHERE);
    }

    /** An error that belongs to no place and is not worth another try. */
    public static RunError of(String code, String message, String hint, String log) {
        return new RunError(code, message, hint, log, Where.NOWHERE, false);
    }

    /**
     * The place of a failure; what does not apply is null.
     *
     * @param file path relative to the project
     * @param node path in the program
     * @param line 1-based
     * @param row id of the row of the data set
     */
    public record Where(
            @Nullable String file,
            @Nullable String node,
            @Nullable String field,
            @Nullable Integer line,
            @Nullable String row) {

        public static final Where NOWHERE = new Where(null, null, null, null, null);
    }
}
