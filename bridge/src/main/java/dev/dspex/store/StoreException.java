package dev.dspex.store;

import dev.dspex.event.RunError;

import org.sqlite.SQLiteException;

import java.sql.SQLException;

/**
 * The store could not do what was asked, and did none of it. {@link #error} has the message for the
 * person; the message of the exception is for the log.
 */
public final class StoreException extends RuntimeException {

    private final transient RunError error;

    StoreException(String code, String message, String hint, String log) {
        super(log);
        this.error = RunError.of(code, message, hint, log);
    }

    StoreException(RunError error, Throwable cause) {
        super(error.log(), cause);
        this.error = error;
    }

    public RunError error() {
        return error;
    }

    static StoreException of(SQLException cause) {
        String log = String.valueOf(cause.getMessage());
        RunError error =
                switch (cause instanceof SQLiteException sqlite
                        ? sqlite.getResultCode().code & 0xff
                        : 0) {
                    case 13 ->
                            RunError.of(
                                    "disk_full",
                                    "The disk is full: what happened in the run could not be"
                                            + " stored.",
                                    "Free some space, then run again.",
                                    log);
                    case 3, 8, 14 ->
                            RunError.of(
                                    "store_read_only",
                                    "The run store of this project cannot be written.",
                                    "Give yourself the right to write to the project's .dspex"
                                            + " folder.",
                                    log);
                    case 5, 6 ->
                            RunError.of(
                                    "store_busy",
                                    "Another process is holding the run store of this project.",
                                    "Wait until it is done, or end it.",
                                    log);
                    case 11, 26 ->
                            RunError.of(
                                    "store_damaged",
                                    "The run store of this project is damaged.",
                                    "Move .dspex/runs.db away to start a new one, or restore it"
                                            + " from a copy.",
                                    log);
                    default ->
                            RunError.of(
                                    "store_failed",
                                    "The run store of this project failed.",
                                    "Look into the log, and check the disk.",
                                    log);
                };
        return new StoreException(error, cause);
    }
}
