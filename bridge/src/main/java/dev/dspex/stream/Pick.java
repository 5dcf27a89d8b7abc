package dev.dspex.stream;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

/** Which of several answers is taken. */
public enum Pick {
    /** The first whole answer that passes the gate; the others are stopped. */
    @JsonProperty("race")
    RACE,
    /** Every lane to its end, then the one that the judge scores best. */
    @JsonProperty("best_of")
    BEST_OF,
    /** The lane that leads while they run; another one takes the lead by a margin. */
    @JsonProperty("speculative")
    SPECULATIVE,
    /** None: all answers stand side by side. */
    @JsonProperty("all")
    ALL;

    /** As jobs and files say it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
