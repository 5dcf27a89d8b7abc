package dev.dspex.run;

import dev.dspex.event.RunError;
import dev.dspex.event.RunStatus;
import dev.dspex.gateway.GatewayException;

/** A run cannot go on; says why, and how it counts. */
final class RunFailure extends Exception {
    private final transient RunError error;
    private final RunStatus status;

    RunFailure(RunError error) {
        this(error, status(error.code()));
    }

    /** Not every error of a worker is a failure of the run. */
    private static RunStatus status(String code) {
        return switch (code) {
            case "cap_reached" -> RunStatus.STOPPED_CAP;
            case "paused" -> RunStatus.STOPPED_PERSON;
            default -> RunStatus.FAILED;
        };
    }

    RunFailure(RunError error, RunStatus status) {
        super(error.code() + ": " + error.message());
        this.error = error;
        this.status = status;
    }

    static RunFailure of(GatewayException e) {
        return new RunFailure(RunError.of(e.code(), e.getMessage(), e.hint(), e.detail()));
    }

    /** The person stopped it. */
    static RunFailure stopped() {
        return new RunFailure(
                RunError.of("stopped", "The run was stopped.", "", "stopped by the person"),
                RunStatus.STOPPED_PERSON);
    }

    RunError error() {
        return error;
    }

    RunStatus status() {
        return status;
    }
}
