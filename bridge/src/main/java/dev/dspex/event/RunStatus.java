package dev.dspex.event;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

/** Where a run is in its life. The last five are ends; {@code run_finished} says which. */
public enum RunStatus {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("finished")
    FINISHED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("stopped_cap")
    STOPPED_CAP,
    @JsonProperty("stopped_person")
    STOPPED_PERSON,
    @JsonProperty("interrupted")
    INTERRUPTED;

    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    /** The name in files, on the wire and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when no status has this name
     */
    public static RunStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
